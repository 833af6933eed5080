/**
 * Where the bytes of files lie: one port, on disk and in memory, held to the
 * same contract by blob-files.test.ts. Moments are parameters.
 */
import type { Readable } from 'node:stream';
import type { Instant } from '#shared/lib/instant.ts';

/** The same bytes in two companies are two blobs: neither learns what the other has. */
export type BlobKey = { readonly space: string; readonly sha256: string };
/** Uploads are apart by who sends them: nobody can spoil what another has begun. */
export type UploadKey = BlobKey & { readonly by: string };

export type StoredBlob = { readonly bytes: number; readonly stream: Readable };

export type BlobFiles = {
  /** How many bytes a stored blob has. */
  readonly find: (key: BlobKey) => Promise<number | undefined>;
  /** Whoever gets the stream reads or destroys it. */
  readonly open: (key: BlobKey) => Promise<StoredBlob | undefined>;
  /** It is wanted again: its time begins anew. */
  readonly touch: (key: BlobKey, at: Instant) => Promise<void>;
  readonly remove: (key: BlobKey) => Promise<void>;
  /** Those neither stored nor touched since. */
  readonly listBefore: (at: Instant) => AsyncIterable<BlobKey>;
  /** How many bytes of an upload have come; 0 where it has not begun. */
  readonly uploaded: (key: UploadKey) => Promise<number>;
  readonly append: (key: UploadKey, offset: number, bytes: Uint8Array, at: Instant) => Promise<void>;
  /**
   * Makes an upload the blob it says it is, on disk when this resolves. False
   * where its bytes have another hash: they are gone then.
   */
  readonly finish: (key: UploadKey, at: Instant) => Promise<boolean>;
  /** Uploads nobody has gone on with since. */
  readonly dropUploadsBefore: (at: Instant) => Promise<void>;
};
