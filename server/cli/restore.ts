import { z } from 'zod';
import { type Restored, restoreBackup } from '#server/backup/restore-backup.ts';
import { createFileBlobs } from '#server/blobs/file-blobs.ts';
import { FileError } from '#server/files/file-error.ts';
import { type CommandResult, defineCommand, type Say } from './command.ts';
import { stopIfAsked, withStore } from './store.ts';

/** Puts a backup into an empty database. Its computers send again what the backup does not have. */
export const restore = defineCommand({
  name: 'restore',
  positionals: ['FILE'],
  options: {},
  args: z.object({ FILE: z.string().min(1).max(4096), data: z.string().min(1) }),
  run: ({ FILE: file, data }, { io, say }) =>
    withStore({ data }, io, async ({ db }) => {
      try {
        const options = { ...io, blobFiles: createFileBlobs(data), stopIfAsked: stopIfAsked(io) };
        return answer(await restoreBackup(db, file, options), { file, folder: data }, say);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        return { kind: 'unreadable', words: say('fileUnreadable', { file }) };
      }
    }),
});

type Paths = { readonly file: string; readonly folder: string };

function answer(restored: Restored, { file, folder }: Paths, say: Say): CommandResult {
  switch (restored.kind) {
    case 'restored': {
      const { rows, files, at } = restored;
      const taken = new Date(at).toISOString();
      return {
        kind: 'done',
        json: { rows, files, takenAt: taken },
        words: [say('restore.done', { count: rows, taken }), say('restore.files', { count: files })].join(
          ' ',
        ),
      };
    }
    case 'not-empty':
      return { kind: 'refused', words: say('restore.notEmpty', { names: restored.companies.join(', ') }) };
    case 'newer-schema':
      return { kind: 'refused', words: say('restore.newerSchema', restored) };
    case 'files-unwritable':
      return { kind: 'refused', words: say('restore.filesUnwritable', { folder, detail: restored.code }) };
    case 'not-a-backup':
      return { kind: 'unreadable', words: say('restore.notBackup', { file }) };
    case 'damaged':
      return { kind: 'unreadable', words: say('restore.damaged', { file }) };
  }
}
