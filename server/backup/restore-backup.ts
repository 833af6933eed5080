import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BlobFiles, UploadKey } from '#server/blobs/ports.ts';
import type { Database, Queryable } from '#server/db/database.ts';
import { databaseTrouble } from '#server/db/database-error.ts';
import { migrateWithin, readSchema } from '#server/db/migrate.ts';
import { listSpaces } from '#server/db/spaces.ts';
import { FileError } from '#server/files/file-error.ts';
import { newId, type RandomBytes } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { parseJson } from '#shared/lib/json.ts';
import {
  type BackupHead,
  backupEndSchema,
  backupHeadSchema,
  backupTables,
  blobLineSchema,
  blobLineStart,
} from './backup-format.ts';

export type Restored =
  | { readonly kind: 'restored'; readonly rows: number; readonly files: number; readonly at: Instant }
  | { readonly kind: 'not-empty'; readonly companies: readonly string[] }
  /** Versions of the tables, the backup's and ours. */
  | { readonly kind: 'newer-schema'; readonly theirs: number; readonly ours: number }
  /** The attached files could not be written where they belong; `code` such as `ENOSPC`. */
  | { readonly kind: 'files-unwritable'; readonly code: string }
  | { readonly kind: 'not-a-backup' }
  | { readonly kind: 'damaged' };

export type RestoreOptions = {
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly blobFiles: BlobFiles;
  /** Called now and then; throws where the work is to end. */
  readonly stopIfAsked: () => void;
};

const rowsAtOnce = 2_000;
/**
 * Numbers given since the backup have been told to customers. New ones begin
 * where nobody has been told one, a second further on for every second: the same
 * backup restored once more spares what was given after the first time.
 */
export function numbersToSpare(takenAt: Instant, now: Instant): number {
  return 100_000 + Math.max(0, Math.ceil((now - takenAt) / 1000));
}

/**
 * Puts everything back into an empty database, or nothing. Each company begins
 * a new term where the backup ends, by which its computers know that what they
 * have read since is gone, and send again what they did. Rejects with a
 * `FileError` where the file cannot be read.
 */
export async function restoreBackup(db: Database, file: string, options: RestoreOptions): Promise<Restored> {
  const companies = await namesIn(db);
  if (companies.length > 0) return { kind: 'not-empty', companies };
  const checked = await check(file, options);
  if (typeof checked === 'string') return { kind: checked };
  const { head, rows, files } = checked;
  const ours = await readSchema(db);
  if (head.schema > ours) return { kind: 'newer-schema', theirs: head.schema, ours };
  try {
    return await db.transaction('write', async (tx): Promise<Restored> => {
      // Nobody makes a company meanwhile.
      await tx.query('LOCK TABLE space IN EXCLUSIVE MODE');
      const made = await namesIn(tx);
      if (made.length > 0) return { kind: 'not-empty', companies: made };
      if (head.schema === ours) await putBack(tx, file, options);
      else await putBackOlder(tx, file, head.schema, options);
      await tx.query('UPDATE space SET next_number = next_number + $1', [
        numbersToSpare(head.at, options.clock()),
      ]);
      await beginTerms(tx, options);
      return { kind: 'restored', rows, files, at: head.at };
    });
  } catch (error) {
    if (error instanceof BlobsError) return { kind: 'files-unwritable', code: error.code };
    if (error instanceof DamagedError || databaseTrouble(error) === 'data') return { kind: 'damaged' };
    throw error;
  }
}

/** Attached files cannot be written. */
class BlobsError extends FileError {
  override readonly name = 'BlobsError';
}

async function onBlobs<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new BlobsError(cause);
  }
}

/** A file in it is not what its name says. */
class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

async function namesIn(db: Queryable): Promise<readonly string[]> {
  return (await listSpaces(db)).map(({ name }) => name);
}

type Checked = { readonly head: BackupHead; readonly rows: number; readonly files: number };

/** Reads the whole file once before anything is written. */
async function check(
  file: string,
  { stopIfAsked }: RestoreOptions,
): Promise<Checked | 'not-a-backup' | 'damaged'> {
  const hash = createHash('sha256');
  let head: BackupHead | undefined;
  let last = '';
  let lines = 0;
  for await (const line of linesOf(file)) {
    if (lines === 0) head = backupHeadSchema.safeParse(parseJson(line)).data;
    if (head === undefined) return 'not-a-backup';
    if (lines > 0) hash.update(`${last}\n`);
    last = line;
    lines += 1;
    if (lines % rowsAtOnce === 0) stopIfAsked();
  }
  const end = backupEndSchema.safeParse(parseJson(last)).data;
  if (head === undefined) return 'not-a-backup';
  if (end === undefined || end.sha256 !== hash.digest('hex')) return 'damaged';
  const { rows, pieces, files } = end;
  return rows + pieces === lines - 2 ? { head, rows, files } : 'damaged';
}

/** Into tables as they were then, brought up by the migrations since, and from there to their place. */
async function putBackOlder(
  tx: Queryable,
  file: string,
  schema: number,
  options: RestoreOptions,
): Promise<void> {
  await tx.query('CREATE SCHEMA raia_restore');
  await tx.query('SET LOCAL search_path TO raia_restore');
  await migrateWithin(tx, schema);
  await putBack(tx, file, options);
  await migrateWithin(tx);
  await tx.query('SET LOCAL search_path TO DEFAULT');
  for (const table of backupTables)
    await tx.query(`INSERT INTO "${table}" SELECT * FROM raia_restore."${table}"`);
  await tx.query('DROP SCHEMA raia_restore CASCADE');
}

async function putBack(tx: Queryable, file: string, options: RestoreOptions): Promise<void> {
  const { stopIfAsked } = options;
  const blobs = createBlobWriter(options);
  // The file may be slow; PostgreSQL shall wait for it.
  await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  let table: string | undefined;
  let waiting: string[] = [];
  const flush = async (): Promise<void> => {
    stopIfAsked();
    if (table !== undefined && waiting.length > 0)
      await tx.query(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`, [
        `[${waiting.join(',')}]`,
      ]);
    waiting = [];
  };
  for await (const line of linesOf(file)) {
    if (line.startsWith(blobLineStart)) {
      stopIfAsked();
      await blobs.write(line);
      continue;
    }
    const found = backupTables.find((name) => line.startsWith(`{"${name}":`));
    if (found === undefined) continue;
    if (found !== table || waiting.length >= rowsAtOnce) await flush();
    table = found;
    // Its text as it is: a document goes back the way it came.
    waiting.push(line.slice(`{"${found}":`.length, -1));
  }
  await flush();
  await blobs.end();
}

/** Pieces of a file follow one another; it is whole when another begins. */
function createBlobWriter({ blobFiles, clock }: RestoreOptions) {
  let key: UploadKey | undefined;
  let offset = 0;
  const end = async (): Promise<void> => {
    const ending = key;
    if (ending === undefined) return;
    if (!(await onBlobs(() => blobFiles.finish(ending, clock())))) throw new DamagedError();
  };
  return {
    end,
    write: async (line: string): Promise<void> => {
      const { space, sha256, data } = blobLineSchema.parse(parseJson(line)).blob;
      if (key?.space !== space || key.sha256 !== sha256) {
        await end();
        key = { space, sha256, by: 'restore' };
        offset = 0;
      }
      const upload = key;
      const bytes = Buffer.from(data, 'base64');
      await onBlobs(() => blobFiles.append(upload, offset, bytes, clock()));
      offset += bytes.length;
    },
  };
}

/** Here too, and not only by who opens the space next: a server may have it open from before. */
async function beginTerms(tx: Queryable, { clock, random }: RestoreOptions): Promise<void> {
  for (const { id } of await listSpaces(tx))
    await tx.query(
      `INSERT INTO term (space, n, uuid, from_ver)
       SELECT s.id, coalesce(max(t.n), 0) + 1, $2, s.ver FROM space s LEFT JOIN term t ON t.space = s.id
        WHERE s.id = $1 GROUP BY s.id`,
      [id, newId(clock(), random)],
    );
}

/** Lines end with a line feed and with nothing else: a text may hold other separators. */
async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    let rest = '';
    for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1_000_000 })) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } catch (cause) {
    throw new FileError(cause);
  }
}
