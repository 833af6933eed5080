import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDataKeys } from './data-keys.ts';
import type { Disk } from './disk.ts';

const root = await fs.mkdtemp(path.join(tmpdir(), 'raia-keys-'));
afterAll(() => fs.rm(root, { recursive: true, force: true }));
let files = 0;

const store = { spaceId: randomUUID(), personId: randomUUID() };
const other = { ...store, personId: randomUUID() };

/** One computer. Its keychain may be away, or have lost what it knew. */
function aComputer() {
  const file = path.join(root, `${++files}`, 'keys.json');
  const state = {
    isAvailable: true,
    secret: 0x5a,
    sealedWith: undefined as string | undefined,
    isFull: false,
  };
  const turned = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ state.secret));
  const keychain = {
    isAvailable: async () => state.isAvailable,
    encrypt: async (text: string) => turned(Buffer.from(text)),
    decrypt: async (bytes: Buffer) => turned(bytes).toString(),
  };
  const disk: Disk = {
    mkdir: fs.mkdir,
    rename: fs.rename,
    rm: fs.rm,
    open: async (...args) => {
      if (state.isFull && args[1] === 'w') throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
      return fs.open(...args);
    },
  };
  const start = () => createDataKeys({ disk, keychain, file, sealedWith: async () => state.sealedWith });
  return { state, file, start };
}

async function keyOf(keys: ReturnType<typeof createDataKeys>, which = store) {
  const opened = await keys.open(which);
  if (opened.kind !== 'open') throw new Error(`The key is ${opened.kind}`);
  return opened.key;
}

test('a store keeps its key over restarts, encrypted, and no other store has it', async () => {
  const { file, start } = aComputer();
  const key = await keyOf(start());
  expect(Buffer.from(key.key, 'base64')).toHaveLength(32);
  expect(await keyOf(start())).toEqual(key);
  expect(await keyOf(start(), other)).not.toEqual(key);
  expect(await fs.readFile(file, 'utf8')).not.toContain(key.key);
  const { current } = await start().ringOf(store);
  expect(current && Buffer.from(current.bytes).toString('base64')).toBe(key.key);
});

test('a key the keychain does not open is lost, not replaced; the server’s copy brings it back', async () => {
  const { state, start } = aComputer();
  const key = await keyOf(start());
  state.secret = 0x33;
  const keys = start();
  expect(await keys.open(store)).toEqual({ kind: 'lost', id: key.id });
  await expect(keys.ringOf(store)).rejects.toThrow();
  expect(await keys.settle(store, key)).toEqual({ kind: 'open', key });
  expect(await keyOf(start())).toEqual(key);
});

test('where nobody has the lost key a new one seals from then on, and the old one is still read should it come back', async () => {
  const { state, start } = aComputer();
  const old = await keyOf(start());
  state.secret = 0x33;
  const keys = start();
  await keys.open(store);
  const next = await keys.settle(store, null);
  expect(next.kind === 'open' && next.key.id).not.toBe(old.id);
  expect((await start().ringOf(store)).all).toHaveLength(1);
  state.secret = 0x5a;
  const restored = start();
  const ring = await restored.settle(store, null).then(() => restored.ringOf(store));
  expect(ring.all.map(({ id }) => id)).toContain(old.id);
});

test('without a keychain there is no key, and none is written', async () => {
  const { state, file, start } = aComputer();
  state.isAvailable = false;
  const keys = start();
  expect(await keys.open(store)).toEqual({ kind: 'none' });
  expect(await keys.ringOf(store)).toEqual({ current: undefined, all: [] });
  await expect(fs.stat(file)).rejects.toThrow();
});

test('a keychain that went away makes the key lost, and its copy serves without being written', async () => {
  const { state, file, start } = aComputer();
  const key = await keyOf(start());
  const before = await fs.readFile(file);
  state.isAvailable = false;
  const keys = start();
  expect(await keys.open(store)).toEqual({ kind: 'lost', id: key.id });
  expect(await keys.settle(store, key)).toEqual({ kind: 'open', key });
  expect(await fs.readFile(file)).toEqual(before);
});

test('a store whose key file is gone or damaged asks for the key its journal was sealed with', async () => {
  const { state, file, start } = aComputer();
  const { id } = await keyOf(start());
  state.sealedWith = id;
  await fs.writeFile(file, 'torn');
  expect(await start().open(store)).toEqual({ kind: 'lost', id });
  expect(await fs.readFile(`${file}.damaged`, 'utf8')).toBe('torn');
});

test('a full disk means no key yet, not a closed door', async () => {
  const { state, start } = aComputer();
  state.isFull = true;
  expect(await start().open(store)).toEqual({ kind: 'none' });
  state.isFull = false;
  expect((await start().open(store)).kind).toBe('open');
});

test('a copy that is not of the lost key is no answer, and a destroyed key is not opened again', async () => {
  const { state, start } = aComputer();
  const key = await keyOf(start());
  state.secret = 0x33;
  const keys = start();
  const wrong = { id: randomUUID(), key: randomBytes(32).toString('base64') };
  const settled = await keys.settle(store, wrong);
  expect(settled.kind === 'open' && [key.id, wrong.id].includes(settled.key.id)).toBe(false);
  await keys.destroy(store);
  expect((await start().ringOf(store)).all).toEqual([]);
});
