/**
 * Files people attached, and copies of those they opened, on this computer.
 *
 * `SPACE.PERSON/waiting/SHA256` until the server has it, `sent/SHA256` from
 * then on. A file has its name only when its bytes are on disk. `seal` is what
 * every byte passes on its way there and back.
 */
import type fs from 'node:fs/promises';
import path from 'node:path';
import type { HeldFile, StoreName } from '#shared/ipc/contract.ts';

/** The disk, injected so that a test can fill it up. */
export type BlobDisk = Pick<
  typeof fs,
  'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm' | 'stat' | 'utimes'
>;

export type Seal = {
  readonly seal: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;
  readonly open: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;
};
/** Bytes as they are. */
export const plainSeal: Seal = {
  seal: (bytes) => Uint8Array.from(bytes),
  open: (bytes) => Uint8Array.from(bytes),
};

export type Blobs = {
  readonly put: (store: StoreName, sha256: string, bytes: Uint8Array, isSent: boolean) => Promise<void>;
  readonly read: (store: StoreName, sha256: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly markSent: (store: StoreName, sha256: string) => Promise<void>;
  readonly remove: (store: StoreName, sha256: string) => Promise<void>;
  readonly list: (store: StoreName) => Promise<readonly HeldFile[]>;
  /** Removes every file of a store. */
  readonly destroy: (store: StoreName) => Promise<void>;
};

export class BlobError extends Error {
  override readonly name = 'BlobError';
  readonly kind: 'disk-full' | 'failed';
  constructor(kind: BlobError['kind'], options?: ErrorOptions) {
    super(`blobs: ${kind}`, options);
    this.kind = kind;
  }
}

const shelves = ['waiting', 'sent'] as const;
type Shelf = (typeof shelves)[number];

export function createBlobs(disk: BlobDisk, folder: string, seal: Seal): Blobs {
  let writes = 0;

  /** All three are uuids and a hash, checked where they come in. */
  function placeOf(store: StoreName, shelf: Shelf, sha256 = ''): string {
    return path.join(roomOf(store), shelf, sha256);
  }

  function roomOf({ spaceId, personId }: StoreName): string {
    return path.join(folder, `${spaceId}.${personId}`.toLowerCase());
  }

  async function put(store: StoreName, sha256: string, bytes: Uint8Array, isSent: boolean): Promise<void> {
    if (isSent && (await isThere(placeOf(store, 'waiting', sha256)))) return;
    const file = placeOf(store, isSent ? 'sent' : 'waiting', sha256);
    await disk.mkdir(path.dirname(file), { recursive: true });
    writes += 1;
    const part = `${file}.${writes}.part`;
    try {
      const handle = await disk.open(part, 'w', 0o600);
      try {
        await handle.writeFile(seal.seal(bytes));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await disk.rename(part, file);
    } catch (error) {
      await disk.rm(part, { force: true });
      throw error;
    }
    await syncFolder(path.dirname(file));
  }

  async function markSent(store: StoreName, sha256: string): Promise<void> {
    const [from, to] = [placeOf(store, 'waiting', sha256), placeOf(store, 'sent', sha256)];
    if (!(await isThere(from))) return;
    await disk.mkdir(path.dirname(to), { recursive: true });
    const now = new Date();
    await disk.utimes(from, now, now);
    await disk.rename(from, to);
    await syncFolder(path.dirname(to));
  }

  async function read(store: StoreName, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    for (const shelf of shelves) {
      const bytes = await orNothing(() => disk.readFile(placeOf(store, shelf, sha256)));
      if (bytes !== undefined) return seal.open(bytes);
    }
    return null;
  }

  async function list(store: StoreName): Promise<readonly HeldFile[]> {
    const held: HeldFile[] = [];
    for (const shelf of shelves) {
      const names = (await orNothing(() => disk.readdir(placeOf(store, shelf)))) ?? [];
      for (const sha256 of names.filter((name) => /^[0-9a-f]{64}$/.test(name))) {
        const found = await orNothing(() => disk.stat(placeOf(store, shelf, sha256)));
        if (found !== undefined) held.push({ sha256, isSent: shelf === 'sent', at: found.mtimeMs });
      }
    }
    return held;
  }

  async function isThere(file: string): Promise<boolean> {
    return (await orNothing(() => disk.stat(file))) !== undefined;
  }

  /** The new name itself must survive a power cut. Windows cannot sync a folder and needs no telling. */
  async function syncFolder(place: string): Promise<void> {
    if (process.platform === 'win32') return;
    const handle = await disk.open(place, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return {
    put: (...args) => withKind(() => put(...args)),
    read: (...args) => withKind(() => read(...args)),
    markSent: (...args) => withKind(() => markSent(...args)),
    remove: (store, sha256) =>
      withKind(async () => {
        for (const shelf of shelves) await disk.rm(placeOf(store, shelf, sha256), { force: true });
      }),
    list: (...args) => withKind(() => list(...args)),
    destroy: (store) => withKind(() => disk.rm(roomOf(store), { recursive: true, force: true })),
  };
}

async function withKind<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(cause) ?? '');
    throw new BlobError(isFull ? 'disk-full' : 'failed', { cause });
  }
}

async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
