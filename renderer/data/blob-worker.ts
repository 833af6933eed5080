/** The thread that writes files in a browser; one call after the other. */
import { answerCall, type BlobAnswer, type BlobRequest } from './blob-messages.ts';
import { BlobError, type Blobs } from './blobs.ts';
import { openOpfsBlobs } from './opfs-blobs.ts';

let opened: Promise<Blobs> | undefined;
let last: Promise<void> = Promise.resolve();

async function answer({ seq, folder, call }: BlobRequest): Promise<void> {
  let told: BlobAnswer;
  try {
    opened ??= openOpfsBlobs(folder);
    told = { seq, ...(await answerCall(await opened, call)) };
  } catch (error) {
    told = { seq, error: error instanceof BlobError ? error.kind : 'failed' };
  }
  self.postMessage(told);
}

self.onmessage = ({ data }: MessageEvent<BlobRequest>) => {
  last = last.then(() => answer(data));
};
