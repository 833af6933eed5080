/**
 * Blobs in the browser's own file system: `waiting/SHA256` until the server has
 * it, `sent/SHA256` from then on. Runs inside a worker, because only there can
 * a file be flushed.
 */
import { BlobError, type Blobs, type Bytes, type HeldBlob } from './blobs.ts';
import { isFull } from './disk-full.ts';

/** `folder` names the store: one person in one company. */
export async function openOpfsBlobs(folder: string): Promise<Blobs> {
  const root = await navigator.storage.getDirectory();
  const store = await root.getDirectoryHandle(folder, { create: true });
  const waiting = await store.getDirectoryHandle('waiting', { create: true });
  const sent = await store.getDirectoryHandle('sent', { create: true });

  async function read(sha256: string): Promise<Bytes | undefined> {
    const handle = (await findFile(waiting, sha256)) ?? (await findFile(sent, sha256));
    return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
  }

  return {
    put: async (sha256, bytes, isSent) => {
      if (isSent && (await findFile(waiting, sha256)) !== undefined) return;
      await write(isSent ? sent : waiting, sha256, bytes);
    },
    find: read,
    markSent: async (sha256) => {
      const handle = await findFile(waiting, sha256);
      if (handle === undefined) return;
      await write(sent, sha256, new Uint8Array(await (await handle.getFile()).arrayBuffer()));
      await waiting.removeEntry(sha256);
    },
    remove: async (sha256) => {
      for (const shelf of [waiting, sent])
        if ((await findFile(shelf, sha256)) !== undefined) await shelf.removeEntry(sha256);
    },
    close: async () => {},
    list: async () => [...(await listOf(waiting, false)), ...(await listOf(sent, true))],
  };
}

async function write(shelf: FileSystemDirectoryHandle, name: string, bytes: Bytes): Promise<void> {
  try {
    const handle = await shelf.getFileHandle(name, { create: true });
    const file = await handle.createSyncAccessHandle();
    try {
      file.truncate(0);
      for (let written = 0; written < bytes.length; )
        written += file.write(bytes.subarray(written), { at: written });
      file.flush();
    } finally {
      file.close();
    }
  } catch (cause) {
    throw new BlobError(isFull(cause) ? 'disk-full' : 'failed', { cause });
  }
}

async function findFile(
  shelf: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemFileHandle | undefined> {
  try {
    return await shelf.getFileHandle(name);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw new BlobError('failed', { cause: error });
  }
}

async function listOf(shelf: FileSystemDirectoryHandle, isSent: boolean): Promise<readonly HeldBlob[]> {
  const held: HeldBlob[] = [];
  for await (const [sha256, handle] of shelf.entries())
    if (handle instanceof FileSystemFileHandle)
      held.push({ sha256, isSent, at: (await handle.getFile()).lastModified });
  return held;
}
