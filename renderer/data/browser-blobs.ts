/**
 * Blobs in a browser, by way of the worker that may flush them. It starts with
 * the store and stays: created after the network has gone it would fail without
 * a word.
 */
import type { StoreName } from '#shared/ipc/contract.ts';
import { must } from '#shared/lib/must.ts';
import type { BlobAnswer, BlobCall, BlobRequest } from './blob-messages.ts';
import { BlobError, type Blobs } from './blobs.ts';

type Waiting = {
  readonly resolve: (answer: BlobAnswer) => void;
  readonly reject: (error: BlobError) => void;
};

export function createBrowserBlobs({ spaceId, personId }: StoreName): Blobs {
  const folder = `raia-${spaceId}-${personId}`;
  const worker = new Worker(new URL('./blob-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let seq = 0;
  let hasFailed = false;

  worker.onmessage = ({ data }: MessageEvent<BlobAnswer>) => {
    const asked = waiting.get(data.seq);
    waiting.delete(data.seq);
    if (data.error === undefined) asked?.resolve(data);
    else asked?.reject(new BlobError(data.error));
  };
  worker.onerror = () => {
    hasFailed = true;
    for (const { reject } of waiting.values()) reject(new BlobError('failed'));
    waiting.clear();
  };

  function ask(call: BlobCall): Promise<BlobAnswer> {
    seq += 1;
    const request: BlobRequest = { seq, folder, call };
    return new Promise((resolve, reject) => {
      if (hasFailed) return reject(new BlobError('failed'));
      waiting.set(request.seq, { resolve, reject });
      worker.postMessage(request);
    });
  }

  return {
    put: async (sha256, bytes, isSent) => void (await ask({ kind: 'put', sha256, bytes, isSent })),
    find: async (sha256) => (await ask({ kind: 'find', sha256 })).bytes,
    markSent: async (sha256) => void (await ask({ kind: 'mark-sent', sha256 })),
    remove: async (sha256) => void (await ask({ kind: 'remove', sha256 })),
    list: async () => must((await ask({ kind: 'list' })).list, 'the list of blobs'),
    close: async () => worker.terminate(),
  };
}
