/** A PostgreSQL of its own for one figure, migrated and with one company in it; gone afterwards. */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import { createSpace } from '#server/db/spaces.ts';
import { startPostgres } from '#server/db/start-postgres.ts';
import { createSync, type Sync } from '#server/sync/create-sync.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { findMutator } from '#shared/mutations/registry.ts';

export type OwnPostgres = {
  readonly url: string;
  readonly dataDir: string;
  readonly db: Database;
  /** The one company. */
  readonly space: string;
};

export async function withPostgres<T>(work: (postgres: OwnPostgres) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'raia-bench-'));
  await chmod(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, log: () => {} });
  const db = openDatabase(postgres.url);
  try {
    await migrate(db);
    const space = { id: randomUUID(), name: 'Casa Aurora' };
    await createSpace(db, space);
    return await work({ url: postgres.url, dataDir, db, space: space.id });
  } finally {
    await db.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The sync of a server process. */
export function openSync(db: Database): Sync {
  return createSync({
    store: createPostgresStore(db),
    findMutator,
    clock: () => toInstant(Date.now()),
    random: () => new Uint8Array(randomBytes(16)),
  });
}
