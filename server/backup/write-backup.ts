import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BlobFiles, BlobKey } from '#server/blobs/ports.ts';
import type { Database, Queryable } from '#server/db/database.ts';
import { readSchema } from '#server/db/migrate.ts';
import { onFile } from '#server/files/file-error.ts';
import { syncFolder } from '#server/files/sync-folder.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { type BackupEnd, type BackupHead, type BlobLine, backupTables } from './backup-format.ts';

const rowsAtOnce = 2_000;

/** `stopIfAsked` is called now and then, and throws where the work is to end. */
export type BackupOptions = {
  readonly at: Instant;
  readonly blobFiles: BlobFiles;
  readonly stopIfAsked: () => void;
};

/** `missing`: files that should be there, and whose bytes were not found. */
export type BackedUp = { readonly rows: number; readonly files: number; readonly missing: number };

/**
 * Writes everything of one moment into `file`, which must not be there yet; it
 * has its name only when it is whole and on disk. Its owner alone may read it.
 * Rejects with a `FileError` where the file cannot be written.
 */
export async function writeBackup(db: Database, file: string, options: BackupOptions): Promise<BackedUp> {
  // A name nobody has prepared: the mode counts for new files alone.
  const part = `${file}.${randomUUID()}.part`;
  const handle = await onFile(() => open(part, 'wx', 0o600));
  let written: BackedUp;
  try {
    try {
      written = await db.transaction('snapshot', (tx) => writeAll(tx, handle, options));
      await onFile(() => handle.sync());
    } finally {
      await handle.close();
    }
    await onFile(() => rename(part, file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await onFile(() => syncFolder(dirname(file)));
  return written;
}

type WriteLines = (text: string) => Promise<void>;

async function writeAll(tx: Queryable, handle: FileHandle, options: BackupOptions): Promise<BackedUp> {
  // The file may be slow; PostgreSQL shall wait for it.
  await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  const hash = createHash('sha256');
  const write: WriteLines = async (text) => {
    hash.update(text);
    await onFile(() => handle.appendFile(text));
  };
  const head: BackupHead = { raia: 'backup', format: 2, schema: await readSchema(tx), at: options.at };
  await write(`${JSON.stringify(head)}\n`);
  const rows = await writeRows(tx, write, options);
  const { pieces, files, missing } = await writeFiles(tx, write, options);
  const end: BackupEnd = { end: true, rows, pieces, files, sha256: hash.digest('hex') };
  await onFile(() => handle.appendFile(`${JSON.stringify(end)}\n`));
  return { rows, files, missing };
}

async function writeRows(tx: Queryable, write: WriteLines, { stopIfAsked }: BackupOptions): Promise<number> {
  let rows = 0;
  for (const table of backupTables) {
    await tx.query(
      `DECLARE backup_${table} NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS json FROM ${table} t`,
    );
    for (;;) {
      stopIfAsked();
      const some = await tx.query<{ json: string }>(`FETCH ${rowsAtOnce} FROM backup_${table}`);
      if (some.length === 0) break;
      rows += some.length;
      // A document is stored as it came, and may have line breaks between its parts.
      await write(some.map(({ json }) => `{"${table}":${json.replaceAll('\n', ' ')}}\n`).join(''));
    }
  }
  return rows;
}

/** After the rows: what they call present was there before, and stays while they name it. */
async function writeFiles(tx: Queryable, write: WriteLines, { blobFiles, stopIfAsked }: BackupOptions) {
  const keys = await tx.query<BlobKey>(
    `SELECT DISTINCT space, doc ->> 'sha256' AS sha256 FROM row
      WHERE kind = 'attachment' AND doc ->> 'state' = 'present' ORDER BY 1, 2`,
  );
  let [pieces, files] = [0, 0];
  for (const key of keys) {
    const stored = await blobFiles.open(key);
    if (stored === undefined) continue;
    files += 1;
    for await (const piece of stored.stream as AsyncIterable<Buffer>) {
      stopIfAsked();
      const line: BlobLine = { blob: { ...key, data: piece.toString('base64') } };
      await write(`${JSON.stringify(line)}\n`);
      pieces += 1;
    }
  }
  return { pieces, files, missing: keys.length - files };
}
