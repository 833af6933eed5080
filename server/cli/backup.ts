import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { writeBackup } from '#server/backup/write-backup.ts';
import { createFileBlobs } from '#server/blobs/file-blobs.ts';
import { listSpaces } from '#server/db/spaces.ts';
import { FileError } from '#server/files/file-error.ts';
import { defineCommand, refused } from './command.ts';
import { stopIfAsked, withStore } from './store.ts';

/** Everything of every company on this database, in one moment, beside a running server too. */
export const backup = defineCommand({
  name: 'backup',
  positionals: ['FILE'],
  options: {},
  args: z.object({ FILE: z.string().min(1).max(4096), data: z.string().min(1) }),
  run: async ({ FILE: file, data }, { io, say }) => {
    if (await isThere(file)) return refused(say, 'backup.exists', { file });
    return withStore({ data }, io, async ({ db }) => {
      if ((await listSpaces(db)).length === 0) return refused(say, 'noCompany');
      try {
        const options = { at: io.clock(), blobFiles: createFileBlobs(data), stopIfAsked: stopIfAsked(io) };
        const made = await writeBackup(db, file, options);
        const words = [
          say('backup.made', { file, count: made.rows }),
          say('backup.files', { count: made.files }),
          ...(made.missing === 0 ? [] : [say('backup.missing', { count: made.missing, folder: data })]),
        ];
        return { kind: 'done', json: { file, ...made }, words: words.join(' ') };
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        return refused(say, 'backup.unwritable', { file, detail: error.code });
      }
    });
  },
});

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}
