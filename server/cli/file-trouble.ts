import { FileError } from '#server/files/file-error.ts';
import type { Say } from './command.ts';

const known = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC'] as const;

/** Why a file could not be read or written, in words; the short name the system gives it where there are none. */
export function toldTrouble(error: unknown, say: Say): string {
  const { code } = error instanceof FileError ? error : new FileError(error);
  const told = known.find((one) => one === code);
  return told === undefined ? code : say(`trouble_${told}`);
}
