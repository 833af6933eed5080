import { createHash, randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type BlobDisk, createBlobs } from './blobs.ts';
import type { KeyRing } from './seal.ts';

const root = await fs.mkdtemp(path.join(tmpdir(), 'raia-desktop-blobs-'));
afterAll(() => fs.rm(root, { recursive: true, force: true }));

const store = { spaceId: randomUUID(), personId: randomUUID() };
const aRing = (): KeyRing => {
  const key = { id: randomUUID(), bytes: randomBytes(32) };
  return { current: key, all: [key] };
};
const noKeys: KeyRing = { current: undefined, all: [] };
const words = 'Etiqueta rasgada, balcão 3. ';
const bytes = new TextEncoder().encode(words.repeat(200));
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function aFolder() {
  const folder = await fs.mkdtemp(path.join(root, 'computer-'));
  const fileOn = (shelf: string) => path.join(folder, `${store.spaceId}.${store.personId}`, shelf, sha256);
  return {
    fileOn,
    open: (keys: KeyRing, disk: BlobDisk = fs) => createBlobs({ disk, folder, keysOf: async () => keys }),
    isPlain: async (shelf = 'waiting') => (await fs.readFile(fileOn(shelf))).includes(words),
  };
}

test('nothing of a file can be read on the disk, waiting or sent, and its store reads all of it', async () => {
  const { open, isPlain } = await aFolder();
  const blobs = open(aRing());
  await blobs.put(store, sha256, bytes, false);
  expect(await isPlain()).toBe(false);
  await blobs.markSent(store, sha256);
  expect(await isPlain('sent')).toBe(false);
  expect(await blobs.read(store, sha256)).toEqual(bytes);
});

test('a file of before is sealed when it is read, and is as old as it was', async () => {
  const { open, isPlain, fileOn } = await aFolder();
  await open(noKeys).put(store, sha256, bytes, false);
  expect(await isPlain()).toBe(true);
  const yesterday = new Date('2026-03-01T10:00:00Z');
  await fs.utimes(fileOn('waiting'), yesterday, yesterday);
  const blobs = open(aRing());
  expect(await blobs.read(store, sha256)).toEqual(bytes);
  expect(await isPlain()).toBe(false);
  expect(await blobs.list(store)).toMatchObject([{ sha256, isSent: false, at: yesterday.getTime() }]);
  expect(await blobs.read(store, sha256)).toEqual(bytes);
});

test('a file of before is read without room to seal it, and stays whole', async () => {
  const { open, isPlain } = await aFolder();
  await open(noKeys).put(store, sha256, bytes, false);
  const full = Object.assign(new Error('no room'), { code: 'ENOSPC' });
  const disk = { ...fs, open: () => Promise.reject(full) };
  expect(await open(aRing(), disk).read(store, sha256)).toEqual(bytes);
  expect(await isPlain()).toBe(true);
});

test('a file its keys do not open is told from the right one, and is there when its key is back', async () => {
  const { open } = await aFolder();
  const ring = aRing();
  await open(ring).put(store, sha256, bytes, false);
  for (const keys of [aRing(), noKeys]) {
    const found = await open(keys).read(store, sha256);
    expect(
      createHash('sha256')
        .update(found ?? new Uint8Array())
        .digest('hex'),
    ).not.toBe(sha256);
    expect(found?.length).toBeGreaterThan(bytes.length);
    expect(await open(keys).list(store)).toMatchObject([{ sha256, isSent: false }]);
  }
  expect(await open(ring).read(store, sha256)).toEqual(bytes);
});
