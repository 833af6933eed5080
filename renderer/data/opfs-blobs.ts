/**
 * Blobs in the browser's own file system: `waiting/SHA256` until the server has
 * it, `sent/SHA256` from then on. Runs inside a worker, because only there can
 * a file be flushed.
 */
import { BlobError, type Blobs, type Bytes, type HeldBlob } from './blobs.ts';
import { isNamed } from './browser-error.ts';
import { isFull } from './disk-full.ts';

/** `folder` names the store: one person in one company. */
export async function openOpfsBlobs(folder: string): Promise<Blobs> {
  /** From the root each time: of folders that the browser has deleted no handle is of any use. */
  async function openShelf(name: 'waiting' | 'sent'): Promise<FileSystemDirectoryHandle> {
    try {
      const root = await navigator.storage.getDirectory();
      const store = await root.getDirectoryHandle(folder, { create: true });
      return await store.getDirectoryHandle(name, { create: true });
    } catch (cause) {
      throw toBlobError(cause);
    }
  }
  const openWaiting = () => openShelf('waiting');
  const openSent = () => openShelf('sent');

  async function read(sha256: string): Promise<Bytes | undefined> {
    const handle =
      (await findFile(await openWaiting(), sha256)) ?? (await findFile(await openSent(), sha256));
    return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
  }

  // Where this browser keeps no files, that is said before anything else.
  await openWaiting();
  return {
    put: async (sha256, bytes, isSent) => {
      const waiting = await openWaiting();
      if (isSent && (await findFile(waiting, sha256)) !== undefined) return;
      await write(isSent ? await openSent() : waiting, sha256, bytes);
    },
    find: read,
    markSent: async (sha256) => {
      const waiting = await openWaiting();
      const handle = await findFile(waiting, sha256);
      if (handle === undefined) return;
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      await write(await openSent(), sha256, bytes);
      await waiting.removeEntry(sha256);
    },
    remove: async (sha256) => {
      for (const shelf of [await openWaiting(), await openSent()])
        if ((await findFile(shelf, sha256)) !== undefined) await shelf.removeEntry(sha256);
    },
    close: async () => {},
    list: async () => [
      ...(await listOf(await openWaiting(), false)),
      ...(await listOf(await openSent(), true)),
    ],
  };
}

async function write(shelf: FileSystemDirectoryHandle, name: string, bytes: Bytes): Promise<void> {
  try {
    const handle = await shelf.getFileHandle(name, { create: true });
    const file = await handle.createSyncAccessHandle();
    let isPart = file.getSize() === 0;
    try {
      // Over what is there, which is the same: on a full disk nothing of it is lost.
      for (let written = 0; written < bytes.length; )
        written += file.write(bytes.subarray(written), { at: written });
      file.truncate(bytes.length);
      file.flush();
      isPart = false;
    } finally {
      file.close();
      // It would be taken for the file.
      if (isPart) await shelf.removeEntry(name);
    }
  } catch (cause) {
    throw toBlobError(cause);
  }
}

function toBlobError(cause: unknown): BlobError {
  return new BlobError(isFull(cause) ? 'disk-full' : 'failed', { cause });
}

async function findFile(
  shelf: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemFileHandle | undefined> {
  try {
    return await shelf.getFileHandle(name);
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return undefined;
    throw new BlobError('failed', { cause: error });
  }
}

async function listOf(shelf: FileSystemDirectoryHandle, isSent: boolean): Promise<readonly HeldBlob[]> {
  const held: HeldBlob[] = [];
  for await (const [sha256, handle] of shelf.entries())
    if (handle instanceof FileSystemFileHandle) {
      const { lastModified, size } = await handle.getFile();
      held.push({ sha256, isSent, at: lastModified, bytes: size });
    }
  return held;
}
