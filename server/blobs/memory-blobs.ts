/** The blob port in memory: for simulations, and tests of everything above it. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Instant } from '#shared/lib/instant.ts';
import type { BlobFiles, BlobKey, UploadKey } from './ports.ts';

type Kept<Key> = { readonly key: Key; bytes: Buffer; at: Instant };

export function createMemoryBlobs(): BlobFiles {
  const blobs = new Map<string, Kept<BlobKey>>();
  const uploads = new Map<string, Kept<UploadKey>>();
  const nameOf = ({ space, sha256 }: BlobKey): string => `${space} ${sha256}`;
  const uploadNameOf = (key: UploadKey): string => `${nameOf(key)} ${key.by}`;

  return {
    find: async (key) => blobs.get(nameOf(key))?.bytes.length,
    open: async (key) => {
      const bytes = blobs.get(nameOf(key))?.bytes;
      return bytes && { bytes: bytes.length, stream: Readable.from([bytes]) };
    },
    touch: async (key, at) => {
      const kept = blobs.get(nameOf(key));
      if (kept !== undefined) kept.at = at;
    },
    remove: async (key) => void blobs.delete(nameOf(key)),
    listBefore: async function* (at) {
      for (const kept of [...blobs.values()]) if (kept.at < at) yield kept.key;
    },
    uploaded: async (key) => uploads.get(uploadNameOf(key))?.bytes.length ?? 0,
    append: async (key, offset, bytes, at) => {
      const before = uploads.get(uploadNameOf(key))?.bytes ?? Buffer.alloc(0);
      const whole = Buffer.concat([before.subarray(0, offset), bytes]);
      uploads.set(uploadNameOf(key), { key, bytes: whole, at });
    },
    finish: async ({ by, ...key }, at) => {
      const name = uploadNameOf({ ...key, by });
      const upload = uploads.get(name);
      uploads.delete(name);
      if (upload === undefined || sha256Of(upload.bytes) !== key.sha256) return false;
      blobs.set(nameOf(key), { key, bytes: upload.bytes, at });
      return true;
    },
    dropUploadsBefore: async (at) => {
      for (const [name, upload] of uploads) if (upload.at < at) uploads.delete(name);
    },
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
