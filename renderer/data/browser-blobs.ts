/** Blobs in a browser, by way of the worker that may flush them. */
import type { StoreName } from '#shared/ipc/contract.ts';
import { must } from '#shared/lib/must.ts';
import type { BlobCall, BlobValue } from './blob-messages.ts';
import { BlobError, type BlobErrorKind, type Blobs } from './blobs.ts';
import { databaseName } from './database.ts';
import { askThread } from './thread.ts';

export function createBrowserBlobs(store: StoreName): Blobs {
  const worker = new Worker(new URL('./blob-worker.ts', import.meta.url), { type: 'module' });
  const { ask, end } = askThread<BlobCall, BlobValue, BlobErrorKind>(
    worker,
    databaseName(store),
    (kind) => new BlobError(kind),
  );
  return {
    put: async (sha256, bytes, isSent) => void (await ask({ kind: 'put', sha256, bytes, isSent })),
    find: async (sha256) => (await ask({ kind: 'find', sha256 })).bytes,
    markSent: async (sha256) => void (await ask({ kind: 'mark-sent', sha256 })),
    remove: async (sha256) => void (await ask({ kind: 'remove', sha256 })),
    list: async () => must((await ask({ kind: 'list' })).list, 'the list of blobs'),
    close: async () => end(),
  };
}
