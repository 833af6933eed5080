import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database, Queryable } from '#server/db/database.ts';
import { readSchema } from '#server/db/migrate.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { type BackupEnd, type BackupHead, backupTables } from './backup-format.ts';

const rowsAtOnce = 2_000;

/**
 * Writes everything of one moment into `file`, which must not be there yet; it
 * has its name only when it is whole and on disk. Its owner alone may read it.
 * Answers how many rows it holds. Rejects as the file system does.
 */
export async function writeBackup(db: Database, file: string, at: Instant): Promise<number> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    const rows = await db.transaction('snapshot', (tx) => writeAll(tx, handle, at));
    await handle.sync();
    await handle.close();
    await rename(part, file);
    await syncFolder(dirname(file));
    return rows;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

async function writeAll(tx: Queryable, handle: FileHandle, at: Instant): Promise<number> {
  const hash = createHash('sha256');
  const write = async (text: string): Promise<void> => {
    hash.update(text);
    await handle.appendFile(text);
  };
  const head: BackupHead = { raia: 'backup', format: 1, schema: await readSchema(tx), at };
  await write(`${JSON.stringify(head)}\n`);
  let rows = 0;
  for (const table of backupTables) {
    await tx.query(
      `DECLARE backup_${table} NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS json FROM ${table} t`,
    );
    for (;;) {
      const some = await tx.query<{ json: string }>(`FETCH ${rowsAtOnce} FROM backup_${table}`);
      if (some.length === 0) break;
      rows += some.length;
      // A document is stored as it came, and may hold line breaks between its parts.
      await write(some.map(({ json }) => `{"${table}":${json.replaceAll('\n', ' ')}}\n`).join(''));
    }
  }
  const end: BackupEnd = { end: true, rows, sha256: hash.digest('hex') };
  await handle.appendFile(`${JSON.stringify(end)}\n`);
  return rows;
}

/** The name of a file is safe when its folder is. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}
