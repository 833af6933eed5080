/** Blobs on the desktop: fsynced files of the main process, reached through the preload. */
import type { Answer, Desktop, StoreName } from '#shared/ipc/contract.ts';
import { BlobError, type Blobs } from './blobs.ts';

type BlobDesktop = Pick<Desktop, 'putBlob' | 'readBlob' | 'markBlobSent' | 'removeBlob' | 'listBlobs'>;

export function createDesktopBlobs(desktop: BlobDesktop, store: StoreName): Blobs {
  return {
    put: async (sha256, bytes, isSent) => void valueIn(await desktop.putBlob(store, sha256, bytes, isSent)),
    find: async (sha256) => valueIn(await desktop.readBlob(store, sha256)) ?? undefined,
    markSent: async (sha256) => void valueIn(await desktop.markBlobSent(store, sha256)),
    remove: async (sha256) => void valueIn(await desktop.removeBlob(store, sha256)),
    list: async () => valueIn(await desktop.listBlobs(store)),
    close: async () => {},
  };
}

function valueIn<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new BlobError(answer.error === 'disk-full' ? 'disk-full' : 'failed', { cause: answer.error });
}
