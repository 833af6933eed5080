import { z } from 'zod';
import { type Restored, restoreBackup } from '#server/backup/restore-backup.ts';
import { createFileBlobs } from '#server/blobs/file-blobs.ts';
import type { Database } from '#server/db/database.ts';
import { FileError } from '#server/files/file-error.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  refused,
  type Say,
  unreadable,
} from './command.ts';
import { toldTrouble } from './file-trouble.ts';
import { stopIfAsked, withStore } from './store.ts';

/** Puts a backup into an empty database. Its computers send again what the backup does not have. */
export const restore = defineCommand({
  name: 'restore',
  positionals: ['FILE'],
  options: {},
  args: z.object({ FILE: z.string().min(1).max(4096), data: z.string().min(1) }),
  run: ({ FILE: file, data: folder }, context) =>
    withStore({ data: folder }, context.io, ({ db }) => bringBack(db, { file, folder }, context), 'make'),
});

type Paths = { readonly file: string; readonly folder: string };

async function bringBack(db: Database, paths: Paths, { io, say }: CommandContext): Promise<CommandResult> {
  const { file, folder } = paths;
  try {
    const options = { ...io, blobFiles: createFileBlobs(folder), stopIfAsked: stopIfAsked(io) };
    return answer(await restoreBackup(db, file, options), paths, say);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return unreadable(say, 'fileUnreadable', { file, why: toldTrouble(error, say) });
  }
}

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
      return refused(say, 'restore.notEmpty', { names: restored.companies.join(', ') });
    case 'newer-schema':
      return refused(say, 'restore.newerSchema', restored);
    case 'files-unwritable':
      return refused(say, 'restore.filesUnwritable', { folder, detail: restored.code });
    case 'not-a-backup':
      return unreadable(say, 'restore.notBackup', { file });
    case 'damaged':
      return unreadable(say, 'restore.damaged', { file });
  }
}
