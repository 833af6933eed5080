/**
 * Blobs as files: `blobs/SPACE/ab/SHA256` once whole, `uploads/SPACE/SHA256.BY`
 * while they come. A blob has its name only when its hash was checked and its
 * bytes are on disk; the time of a file is the moment it was last wanted.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '#server/files/sync-folder.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { BlobFiles, BlobKey, UploadKey } from './ports.ts';

/** `folder` is that of the company's data. Names come from a session and a checked hash, never from a path. */
export function createFileBlobs(folder: string): BlobFiles {
  const blobs = join(folder, 'blobs');
  const uploads = join(folder, 'uploads');
  const blobPath = ({ space, sha256 }: BlobKey) => join(blobs, space, sha256.slice(0, 2), sha256);
  const uploadPath = ({ space, sha256, by }: UploadKey) => join(uploads, space, `${sha256}.${by}`);

  async function finish(key: UploadKey, at: Instant): Promise<boolean> {
    const [from, to] = [uploadPath(key), blobPath(key)];
    if ((await hashOf(from)) !== key.sha256) {
      await rm(from, { force: true });
      return false;
    }
    await onDisk(from);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await setTime(from, at);
    await rename(from, to);
    await syncFolder(dirname(to));
    return true;
  }

  return {
    find: (key) => sizeOf(blobPath(key)),
    open: async (key) => {
      const handle = await orNothing(() => open(blobPath(key), 'r'));
      if (handle === undefined) return undefined;
      const { size } = await handle.stat();
      return { bytes: size, stream: handle.createReadStream() };
    },
    touch: (key, at) => setTime(blobPath(key), at),
    remove: (key) => rm(blobPath(key), { force: true }),
    listBefore: (at) => blobsBefore(blobs, at),
    uploaded: async (key) => (await sizeOf(uploadPath(key))) ?? 0,
    append: async (key, offset, bytes, at) => {
      const path = uploadPath(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeAt(path, offset, bytes);
      await setTime(path, at);
    },
    finish,
    dropUploadsBefore: async (at) => {
      for (const space of await namesIn(uploads))
        for (const name of await namesIn(join(uploads, space))) {
          const path = join(uploads, space, name);
          if (await isBefore(path, at)) await rm(path, { force: true });
        }
    },
  };
}

async function* blobsBefore(folder: string, at: Instant): AsyncGenerator<BlobKey> {
  for (const space of await namesIn(folder))
    for (const shelf of await namesIn(join(folder, space)))
      for (const sha256 of await namesIn(join(folder, space, shelf)))
        if (await isBefore(join(folder, space, shelf, sha256), at)) yield { space, sha256 };
}

async function writeAt(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
  try {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offset + written);
      written += bytesWritten;
    }
  } finally {
    await handle.close();
  }
}

/** Undefined where there is no such file. */
async function hashOf(path: string): Promise<string | undefined> {
  return orNothing(async () => {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
    return hash.digest('hex');
  });
}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function setTime(path: string, at: Instant): Promise<void> {
  const moment = new Date(at);
  await orNothing(() => utimes(path, moment, moment));
}

async function isBefore(path: string, at: Instant): Promise<boolean> {
  const found = await orNothing(() => stat(path));
  return found !== undefined && found.mtimeMs < at;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await orNothing(() => stat(path)))?.size;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await orNothing(() => readdir(folder))) ?? [];
}

async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
