/** Brings a database to the schema of this build: the numbered files, in order, each once, never backwards. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inPackage } from '#server/paths.ts';
import type { Database, Queryable } from './database.ts';

const migrationsFolder = inPackage('server', 'db', 'migrations');

/** Any fixed number: two processes that start at once take turns on it. */
const lockKey = 4_820_001;

export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

export function migrate(db: Database): Promise<void> {
  return db.transaction('write', (tx) => migrateWithin(tx));
}

/** Within the schema the transaction writes to; up to the migration of this number, or to the newest. */
export async function migrateWithin(tx: Queryable, upTo = Number.POSITIVE_INFINITY): Promise<void> {
  const files = (await readdir(migrationsFolder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  await tx.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
  await tx.query('CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL)');
  const newest = await readSchema(tx);
  if (newest > files.length)
    throw new NewerDatabaseError(
      `The database is at version ${newest}, this build of Raia knows ${files.length}. Update Raia.`,
    );
  for (const [index, name] of files.entries()) {
    const number = index + 1;
    if (number <= newest || number > upTo) continue;
    await tx.query(await readFile(join(migrationsFolder, name), 'utf8'));
    await tx.query('INSERT INTO migration (number, name) VALUES ($1, $2)', [number, name]);
  }
}

/** Whether Raia has ever been in this database. */
export async function hasSchema(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>("SELECT to_regclass('migration') IS NOT NULL AS there");
  return row?.there === true;
}

/** How many migrations this database has had. */
export async function readSchema(db: Queryable): Promise<number> {
  const [row] = await db.query<{ number: number }>('SELECT max(number) AS number FROM migration');
  return row?.number ?? 0;
}
