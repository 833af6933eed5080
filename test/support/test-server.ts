/** The whole central server on a database of its own, with a company whose people can sign in. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { createAccount } from '#server/auth/accounts.ts';
import { createFileBlobs } from '#server/blobs/file-blobs.ts';
import type { BlobFiles } from '#server/blobs/ports.ts';
import { type Database, openDatabase } from '#server/db/database.ts';
import { createServer } from '#server/http/create-server.ts';
import { createSync } from '#server/sync/create-sync.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { type SnapshotLimits, usualLimits } from '#server/sync/snapshots.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import { signedInSchema } from '#shared/protocol/session.ts';
import { monday } from './builders.ts';
import { type CuttableWay, cuttableWay } from './cuttable.ts';
import { companyRows, syncPeople } from './sync-space.ts';
import { createTestDatabaseUrl, createTestSpace } from './test-database.ts';

export const password = 'chave de prova 7';
export const logins = { agent: 'lia', colleague: 'ana', outsider: 'olga', both: 'luis' } as const;
export type TestLogin = keyof typeof logins;

export type TestServer = {
  readonly app: FastifyInstance;
  readonly db: Database;
  /** From the server to its database. */
  readonly way: CuttableWay;
  readonly space: string;
  readonly clock: { now: Instant };
  /** What the server logged, one JSON line each. */
  readonly logged: string[];
  /** Its data, files among them. */
  readonly folder: string;
  readonly blobFiles: BlobFiles;
  readonly signIn: (who?: TestLogin) => Promise<{ readonly authorization: string }>;
};

export async function aServer({
  renderer = null,
  isBehindProxy = false,
  snapshots = usualLimits,
}: {
  readonly renderer?: string | null;
  readonly isBehindProxy?: boolean;
  readonly snapshots?: SnapshotLimits;
} = {}): Promise<TestServer> {
  const way = await cuttableWay(await createTestDatabaseUrl());
  const db = openDatabase(way.url);
  const space = await createTestSpace(db);
  const clock = { now: monday };
  const logged: string[] = [];
  const random = () => new Uint8Array(randomBytes(16));
  const sync = createSync({ store: createPostgresStore(db), findMutator, clock: () => clock.now, random });
  await sync.writeRows(space, companyRows());
  for (const [who, login] of Object.entries(logins))
    await createAccount(db, { space, person: syncPeople[who as TestLogin].id, login, password });
  const folder = await mkdtemp(join(tmpdir(), 'raia-data-'));
  const blobFiles = createFileBlobs(folder);
  const app = await createServer({
    db,
    findMutator,
    renderer,
    blobFiles,
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    clock: () => clock.now,
    random,
    tls: null,
    isBehindProxy,
    archiveAfterMs: 90 * 86_400_000,
    snapshots,
  });
  onTestFinished(async () => {
    await app.close();
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });
  const signIn = async (who: TestLogin = 'agent') => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: logins[who], password, device: 'Teste' },
    });
    return { authorization: `Bearer ${signedInSchema.parse(answer.json()).token}` };
  };
  return { app, db, way, space, clock, logged, folder, blobFiles, signIn };
}
