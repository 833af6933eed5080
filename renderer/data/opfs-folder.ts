/**
 * The folder of a journal in the browser's own file system, beside the attached
 * files of its store. A file that is written lies open in one window at a time,
 * except where the browser lets us have it in several.
 */
import { isNamed } from './browser-error.ts';
import { JournalError } from './journal-error.ts';
import type { SlotFile, SlotFolder } from './slot-file.ts';

/** Chromium alone knows modes; other browsers pass the option over, and let one window have a file. */
type ModalHandle = {
  readonly createSyncAccessHandle: (options?: {
    readonly mode: 'readwrite-unsafe';
  }) => Promise<FileSystemSyncAccessHandle>;
};

/** Inside a worker: only there can a file be flushed. */
export async function openJournalFolder(store: string): Promise<SlotFolder> {
  /** From the root each time: of folders that were deleted no handle is of any use. */
  async function openFolder(): Promise<FileSystemDirectoryHandle> {
    const root = await openRoot();
    const folder = await root.getDirectoryHandle(store, { create: true });
    return folder.getDirectoryHandle('journal', { create: true });
  }

  async function open(name: string): Promise<SlotFile> {
    const handle: ModalHandle = await (await openFolder()).getFileHandle(name, { create: true });
    return handle.createSyncAccessHandle({ mode: 'readwrite-unsafe' });
  }

  async function isFree(name: string): Promise<boolean> {
    try {
      const handle = await (await openFolder()).getFileHandle(name);
      (await handle.createSyncAccessHandle()).close();
      return true;
    } catch (error) {
      if (isNamed(error, 'NotFoundError')) return true;
      if (isNamed(error, 'NoModificationAllowedError')) return false;
      throw error;
    }
  }

  async function names(): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const name of (await openFolder()).keys()) all.push(name);
    return all;
  }

  // Where this browser keeps no files, that is said before anything else.
  await openFolder();
  return { names, open, isFree };
}

async function openRoot(): Promise<FileSystemDirectoryHandle> {
  if (!('createSyncAccessHandle' in (globalThis.FileSystemFileHandle?.prototype ?? {})))
    throw new JournalError('unsupported');
  try {
    return await navigator.storage.getDirectory();
  } catch (cause) {
    // A private window has no files in some browsers.
    throw new JournalError(isNamed(cause, 'SecurityError') ? 'unsupported' : 'failed', { cause });
  }
}
