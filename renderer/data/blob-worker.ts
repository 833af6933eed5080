/** The thread that writes files in a browser; one call after the other. */
import { answerCall, type BlobCall, type BlobValue } from './blob-messages.ts';
import { BlobError, type BlobErrorKind, type Blobs } from './blobs.ts';
import { openOnce } from './open-once.ts';
import { openOpfsBlobs } from './opfs-blobs.ts';
import { answerInThread } from './thread.ts';

let opened: (() => Promise<Blobs>) | undefined;

answerInThread<BlobCall, BlobValue, BlobErrorKind>(
  async (folder, call) => {
    opened ??= openOnce(() => openOpfsBlobs(folder));
    return answerCall(await opened(), call);
  },
  (error) => (error instanceof BlobError ? error.kind : 'failed'),
);
