import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Database, Queryable } from '#server/db/database.ts';
import { databaseTrouble } from '#server/db/database-error.ts';
import { readSchema } from '#server/db/migrate.ts';
import { listSpaces } from '#server/db/spaces.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { type BackupHead, backupEndSchema, backupHeadSchema, backupTables } from './backup-format.ts';

export type Restored =
  | { readonly kind: 'restored'; readonly rows: number; readonly at: Instant }
  | { readonly kind: 'not-empty'; readonly companies: readonly string[] }
  /** `schema`: the backup's and ours. */
  | { readonly kind: 'other-schema'; readonly theirs: number; readonly ours: number }
  | { readonly kind: 'not-a-backup' }
  | { readonly kind: 'damaged' };

const rowsAtOnce = 2_000;
/**
 * Numbers given since the backup have been told to customers. New ones begin
 * where nobody has been told one.
 */
export const numbersToSpare = 100_000;

/**
 * Puts everything back into an empty database, or nothing. Whoever opens it
 * next begins a new term where the backup ends, by which computers know that
 * what they have read since is gone, and send again what they did. Rejects
 * where the file cannot be read or the database is in trouble.
 */
export async function restoreBackup(db: Database, file: string): Promise<Restored> {
  const companies = (await listSpaces(db)).map(({ name }) => name);
  if (companies.length > 0) return { kind: 'not-empty', companies };
  const checked = await check(file);
  if (typeof checked === 'string') return { kind: checked };
  const { head, rows } = checked;
  const ours = await readSchema(db);
  if (head.schema !== ours) return { kind: 'other-schema', theirs: head.schema, ours };
  try {
    await db.transaction('write', async (tx) => {
      await putBack(tx, file);
      await tx.query('UPDATE space SET next_number = next_number + $1', [numbersToSpare]);
    });
  } catch (error) {
    if (databaseTrouble(error) === 'data') return { kind: 'damaged' };
    throw error;
  }
  return { kind: 'restored', rows, at: head.at };
}

/** Reads the whole file once before anything is written. */
async function check(
  file: string,
): Promise<{ readonly head: BackupHead; readonly rows: number } | 'not-a-backup' | 'damaged'> {
  const hash = createHash('sha256');
  let head: BackupHead | undefined;
  let last = '';
  let lines = 0;
  for await (const line of linesOf(file)) {
    if (lines === 0) head = backupHeadSchema.safeParse(toJson(line)).data;
    if (head === undefined) return 'not-a-backup';
    if (lines > 0) hash.update(`${last}\n`);
    last = line;
    lines += 1;
  }
  const end = backupEndSchema.safeParse(toJson(last)).data;
  if (head === undefined) return 'not-a-backup';
  if (end === undefined || end.sha256 !== hash.digest('hex') || end.rows !== lines - 2) return 'damaged';
  return { head, rows: end.rows };
}

async function putBack(tx: Queryable, file: string): Promise<void> {
  let table: string | undefined;
  let waiting: string[] = [];
  const flush = async (): Promise<void> => {
    if (table !== undefined && waiting.length > 0)
      await tx.query(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`, [
        `[${waiting.join(',')}]`,
      ]);
    waiting = [];
  };
  for await (const line of linesOf(file)) {
    const found = backupTables.find((name) => line.startsWith(`{"${name}":`));
    if (found === undefined) continue;
    if (found !== table || waiting.length >= rowsAtOnce) await flush();
    table = found;
    // Its text as it is: a document goes back the way it came.
    waiting.push(line.slice(`{"${found}":`.length, -1));
  }
  await flush();
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

function toJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
