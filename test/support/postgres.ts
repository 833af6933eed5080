/**
 * One real PostgreSQL for a run of the server tests, and a database of its own
 * for every test that asks: a copy of one that is migrated already.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import { startPostgres } from '#server/db/start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Opens the migrated database that the others are copied from. */
    readonly postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'raia-test-'));
  await chmod(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, log: () => {} });
  const db = openDatabase(postgres.url);
  await migrate(db);
  await db.close();
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
