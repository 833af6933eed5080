/** One contract for blobs on a computer: the files of the desktop, sealed or not, and the memory of the simulations. */
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type BlobDisk, createBlobs } from '#electron/main/services/blobs.ts';
import type { KeyRing } from '#electron/main/services/seal.ts';
import type { BlobError, Blobs } from '#renderer/data/blobs.ts';
import { createDesktopBlobs } from '#renderer/data/desktop-blobs.ts';
import type { Answer, StoreName } from '#shared/ipc/contract.ts';
import { idOf } from '../support/ids.ts';
import { sha256Of } from '../support/sha256.ts';
import { aDisk, aMemoryBlobs } from '../support/sync-disk.ts';

/** A file is as old as the kernel's last tick says, which the clock may be ahead of. */
const fileTickMs = 10;
const store: StoreName = { spaceId: idOf('space'), personId: idOf('person') };
const root = await fs.mkdtemp(path.join(tmpdir(), 'raia-client-blobs-'));
afterAll(() => fs.rm(root, { recursive: true, force: true }));

type Stage = { readonly open: (name?: StoreName) => Blobs; readonly fill: (isFull: boolean) => void };

const key = { id: randomUUID(), bytes: randomBytes(32) };
const sealed: KeyRing = { current: key, all: [key] };
const unsealed: KeyRing = { current: undefined, all: [] };

let folders = 0;
function onDesktop(keys: KeyRing): Stage {
  const folder = path.join(root, String(++folders));
  let isFull = false;
  const disk: BlobDisk = {
    ...fs,
    open: async (...args) => {
      if (isFull) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
      return fs.open(...args);
    },
  };
  const answer = async <T>(work: Promise<T>): Promise<Answer<T>> =>
    work.then(
      (value) => ({ ok: true, value }),
      (error: { kind: 'disk-full' | 'failed' }) => ({ ok: false, error: error.kind }),
    );
  const nothing = async (work: Promise<void>): Promise<Answer<null>> => answer(work.then(() => null));
  return {
    open: (name = store) => {
      const blobs = createBlobs({ disk, folder, keysOf: async () => keys });
      return createDesktopBlobs(
        {
          putBlob: (...args) => nothing(blobs.put(...args)),
          readBlob: (...args) => answer(blobs.read(...args)),
          markBlobSent: (...args) => nothing(blobs.markSent(...args)),
          removeBlob: (...args) => nothing(blobs.remove(...args)),
          listBlobs: (...args) => answer(blobs.list(...args)),
        },
        name,
      );
    },
    fill: (next) => {
      isFull = next;
    },
  };
}

function inMemory(): Stage {
  const disks = new Map<StoreName, ReturnType<typeof aDisk>>();
  const diskOf = (name: StoreName) => {
    const disk = disks.get(name) ?? aDisk();
    disks.set(name, disk);
    return disk;
  };
  return {
    open: (name = store) => aMemoryBlobs(diskOf(name), Date.now),
    fill: (isFull) => {
      diskOf(store).isFull = isFull;
    },
  };
}

function someBytes(size: number) {
  const bytes = Uint8Array.from(randomBytes(size));
  return { bytes, sha256: sha256Of(bytes) };
}

describe.each([
  ['on the desktop', () => onDesktop(sealed)],
  ['on a desktop without a keychain', () => onDesktop(unsealed)],
  ['in memory', inMemory],
])('blobs %s', (_name, stage) => {
  test('what was put is there after a restart, waiting until it is sent', async () => {
    const { open } = stage();
    const { bytes, sha256 } = someBytes(70_000);
    const startedAt = Date.now();
    await open().put(sha256, bytes, false);
    const again = open();
    expect(await again.find(sha256)).toEqual(bytes);
    expect(await again.list()).toEqual([
      { sha256, isSent: false, at: expect.any(Number), bytes: expect.any(Number) },
    ]);
    await again.markSent(sha256);
    await again.markSent(sha256);
    const [held, ...others] = await open().list();
    expect(held).toMatchObject({ sha256, isSent: true });
    expect(held?.at).toBeGreaterThanOrEqual(startedAt - fileTickMs);
    expect(others).toEqual([]);
    expect(await open().find(sha256)).toEqual(bytes);
  });

  test('a copy that was fetched does not make what waits be thought of as sent', async () => {
    const blobs = stage().open();
    const { bytes, sha256 } = someBytes(10);
    await blobs.put(sha256, bytes, false);
    await blobs.put(sha256, bytes, true);
    expect(await blobs.list()).toMatchObject([{ isSent: false }]);
    const copy = someBytes(11);
    await blobs.put(copy.sha256, copy.bytes, true);
    expect((await blobs.list()).find(({ sha256: one }) => one === copy.sha256)).toMatchObject({
      isSent: true,
    });
  });

  test('what was removed, or never was, is not there; another person sees nothing', async () => {
    const { open } = stage();
    const { bytes, sha256 } = someBytes(10);
    await open().put(sha256, bytes, false);
    const other = open({ ...store, personId: idOf('other') });
    expect(await other.list()).toEqual([]);
    expect(await other.find(sha256)).toBeUndefined();
    await open().remove(sha256);
    await open().remove(sha256);
    expect(await open().find(sha256)).toBeUndefined();
    expect(await open().list()).toEqual([]);
    await open().markSent(sha256);
  });

  test('a full disk says so, keeps what was there, and takes files again once there is room', async () => {
    const { open, fill } = stage();
    const [one, other] = [someBytes(10), someBytes(12)];
    const blobs = open();
    await blobs.put(one.sha256, one.bytes, false);
    fill(true);
    await expect(blobs.put(other.sha256, other.bytes, false)).rejects.toMatchObject({
      kind: 'disk-full' satisfies BlobError['kind'],
    });
    fill(false);
    expect(await blobs.list()).toMatchObject([{ sha256: one.sha256 }]);
    await blobs.put(other.sha256, other.bytes, false);
    expect(await blobs.find(other.sha256)).toEqual(other.bytes);
  });
});
