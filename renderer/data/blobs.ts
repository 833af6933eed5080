/**
 * The bytes of files on this computer, named by their SHA-256.
 *
 * One port in three forms: files of the main process on the desktop, the
 * browser's own file system, and memory for simulations. They never lie inside
 * IndexedDB. What was added here waits until the server has it; what the server
 * has is a copy, and may go.
 */
export type HeldBlob = {
  readonly sha256: string;
  /** The server has it too. */
  readonly isSent: boolean;
  /** When it was put here, or sent. Milliseconds since 1970 by this computer's clock. */
  readonly at: number;
  /** As it lies on this computer. */
  readonly bytes: number;
};

export type BlobErrorKind =
  /** No room on this computer. */
  | 'disk-full'
  /** The disk refuses, or this browser keeps no files. */
  | 'failed';

export class BlobError extends Error {
  override readonly name = 'BlobError';
  readonly kind: BlobErrorKind;
  constructor(kind: BlobErrorKind, options?: ErrorOptions) {
    super(`A file could not be kept (${kind})`, options);
    this.kind = kind;
  }
}

export type Bytes = Uint8Array<ArrayBuffer>;

export type Blobs = {
  /** Resolves when the bytes are on disk. What waits already goes on waiting. */
  readonly put: (sha256: string, bytes: Bytes, isSent: boolean) => Promise<void>;
  readonly find: (sha256: string) => Promise<Bytes | undefined>;
  /** The server has it now. */
  readonly markSent: (sha256: string) => Promise<void>;
  readonly remove: (sha256: string) => Promise<void>;
  readonly list: () => Promise<readonly HeldBlob[]>;
  readonly close: () => Promise<void>;
};

export async function sha256Of(bytes: Bytes): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
