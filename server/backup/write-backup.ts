import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database, Queryable } from '#server/db/database.ts';
import { readSchema } from '#server/db/migrate.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { type BackupEnd, type BackupHead, backupTables } from './backup-format.ts';
import { onFile } from './file-error.ts';

const rowsAtOnce = 2_000;

/** `stopIfAsked` is called now and then, and throws where the work is to end. */
export type BackupOptions = { readonly at: Instant; readonly stopIfAsked: () => void };

/**
 * Writes everything of one moment into `file`, which must not be there yet; it
 * has its name only when it is whole and on disk. Its owner alone may read it.
 * Answers how many rows it holds. Rejects with a `FileError` where the file
 * cannot be written.
 */
export async function writeBackup(db: Database, file: string, options: BackupOptions): Promise<number> {
  // A name nobody has prepared: the mode counts for new files alone.
  const part = `${file}.${randomUUID()}.part`;
  const handle = await onFile(() => open(part, 'wx', 0o600));
  let rows: number;
  try {
    try {
      rows = await db.transaction('snapshot', (tx) => writeAll(tx, handle, options));
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
  return rows;
}

async function writeAll(tx: Queryable, handle: FileHandle, options: BackupOptions): Promise<number> {
  // The file may be slow; PostgreSQL shall wait for it.
  await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  const hash = createHash('sha256');
  const write = async (text: string): Promise<void> => {
    hash.update(text);
    await onFile(() => handle.appendFile(text));
  };
  const head: BackupHead = { raia: 'backup', format: 1, schema: await readSchema(tx), at: options.at };
  await write(`${JSON.stringify(head)}\n`);
  let rows = 0;
  for (const table of backupTables) {
    await tx.query(
      `DECLARE backup_${table} NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS json FROM ${table} t`,
    );
    for (;;) {
      options.stopIfAsked();
      const some = await tx.query<{ json: string }>(`FETCH ${rowsAtOnce} FROM backup_${table}`);
      if (some.length === 0) break;
      rows += some.length;
      // A document is stored as it came, and may have line breaks between its parts.
      await write(some.map(({ json }) => `{"${table}":${json.replaceAll('\n', ' ')}}\n`).join(''));
    }
  }
  const end: BackupEnd = { end: true, rows, sha256: hash.digest('hex') };
  await onFile(() => handle.appendFile(`${JSON.stringify(end)}\n`));
  return rows;
}

/** The name of a file is safe when its folder is. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
