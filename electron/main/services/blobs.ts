/**
 * Files people attached, and copies of those they opened, on this computer.
 *
 * `SPACE.PERSON/waiting/SHA256` until the server has it, `sent/SHA256` from
 * then on. A file has its name only when its bytes are on disk, sealed with the
 * current key of the store where it has one. What lies there unsealed has the
 * hash it is named after, and is sealed when it is next read. What no key opens
 * stays where it is: the key may come back.
 */
import { createHash } from 'node:crypto';
import type fs from 'node:fs/promises';
import path from 'node:path';
import type { HeldFile, StoreName } from '#shared/ipc/contract.ts';
import { codeOf, type Disk, isNoRoom, syncFolder, writeWhole } from './disk.ts';
import { type KeyRing, seal, unseal } from './seal.ts';

/** The disk, injected so that a test can fill it up. */
export type BlobDisk = Disk & Pick<typeof fs, 'readFile' | 'readdir' | 'stat' | 'utimes'>;

export type Blobs = {
  readonly put: (store: StoreName, sha256: string, bytes: Uint8Array, isSent: boolean) => Promise<void>;
  /** Null where there is none. One that cannot be opened comes as it lies there: it has another hash. */
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

export type BlobsOptions = {
  readonly disk: BlobDisk;
  readonly folder: string;
  readonly keysOf: (store: StoreName) => Promise<KeyRing>;
};

const what = 'blob';

export function createBlobs({ disk, folder, keysOf }: BlobsOptions): Blobs {
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
    await write(file, bytes, await keysOf(store));
  }

  async function write(file: string, bytes: Uint8Array, { current }: KeyRing, at?: Date): Promise<void> {
    writes += 1;
    const part = `${file}.${writes}.part`;
    try {
      await writeWhole(disk, part, current === undefined ? Buffer.from(bytes) : seal(current, what, bytes));
      if (at !== undefined) await disk.utimes(part, at, at);
      await disk.rename(part, file);
    } catch (error) {
      await disk.rm(part, { force: true });
      throw error;
    }
    await syncFolder(disk, file);
  }

  async function markSent(store: StoreName, sha256: string): Promise<void> {
    const [from, to] = [placeOf(store, 'waiting', sha256), placeOf(store, 'sent', sha256)];
    if (!(await isThere(from))) return;
    await disk.mkdir(path.dirname(to), { recursive: true });
    const now = new Date();
    await disk.utimes(from, now, now);
    await disk.rename(from, to);
    await syncFolder(disk, to);
  }

  async function read(store: StoreName, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    for (const shelf of shelves) {
      const file = placeOf(store, shelf, sha256);
      const bytes = await orNothing(() => disk.readFile(file));
      if (bytes !== undefined) return open(file, Uint8Array.from(bytes), await keysOf(store));
    }
    return null;
  }

  async function open(
    file: string,
    bytes: Uint8Array<ArrayBuffer>,
    keys: KeyRing,
  ): Promise<Uint8Array<ArrayBuffer>> {
    if (hashOf(bytes) === path.basename(file)) {
      // Without room for that it is sealed another time.
      if (keys.current !== undefined) await sealThere(file, bytes, keys).catch(() => undefined);
      return bytes;
    }
    const unsealed = unseal(keys, what, bytes);
    return unsealed.kind === 'opened' ? Uint8Array.from(unsealed.content) : bytes;
  }

  async function sealThere(file: string, bytes: Uint8Array, keys: KeyRing): Promise<void> {
    const { mtime } = await disk.stat(file);
    await write(file, bytes, keys, mtime);
  }

  async function list(store: StoreName): Promise<readonly HeldFile[]> {
    const held: HeldFile[] = [];
    for (const shelf of shelves) {
      const names = (await orNothing(() => disk.readdir(placeOf(store, shelf)))) ?? [];
      for (const sha256 of names.filter((name) => /^[0-9a-f]{64}$/.test(name))) {
        const found = await orNothing(() => disk.stat(placeOf(store, shelf, sha256)));
        if (found !== undefined)
          held.push({ sha256, isSent: shelf === 'sent', at: found.mtimeMs, bytes: found.size });
      }
    }
    return held;
  }

  async function isThere(file: string): Promise<boolean> {
    return (await orNothing(() => disk.stat(file))) !== undefined;
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
    throw new BlobError(isNoRoom(cause) ? 'disk-full' : 'failed', { cause });
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

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
