import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createJournals } from './journals.ts';

const root = await fs.mkdtemp(path.join(tmpdir(), 'raia-journals-'));
afterAll(() => fs.rm(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => path.join(root, `${++folders}`);

const noKeys = async () => ({ current: undefined, all: [] });
const openJournals = (folder: string) => createJournals({ disk: fs, folder, keysOf: noKeys });

const ana = {
  spaceId: '018f0000-0000-7000-8000-000000000001',
  personId: '018f0000-0000-7000-8000-00000000000a',
};
const bruno = { ...ana, personId: '018f0000-0000-7000-8000-00000000000b' };

test('a new leader reads what the older one kept, and the older one is refused from then on', async () => {
  const journals = openJournals(newFolder());
  await journals.open(ana, 1);
  await journals.append(ana, 1, ['kept']);
  expect(await journals.open(ana, 2)).toEqual({ lines: ['kept'], setAside: 0 });
  await expect(journals.append(ana, 1, ['late'])).rejects.toMatchObject({ kind: 'stale-leader' });
  await expect(journals.compact(ana, 1, [])).rejects.toMatchObject({ kind: 'stale-leader' });
  await expect(journals.open(ana, 1)).rejects.toMatchObject({ kind: 'stale-leader' });
  await journals.append(ana, 2, ['new']);
  expect((await journals.open(ana, 3)).lines).toEqual(['kept', 'new']);
  await journals.close();
});

test('what was asked before the take-over is in what the new leader reads; what comes after is refused', async () => {
  const journals = openJournals(newFolder());
  await journals.open(ana, 1);
  const before = journals.append(ana, 1, ['before']);
  const taken = journals.open(ana, 2);
  const after = journals.append(ana, 1, ['after']);
  await before;
  expect((await taken).lines).toEqual(['before']);
  await expect(after).rejects.toMatchObject({ kind: 'stale-leader' });
  await journals.close();
});

test('appends that overlap are kept in the order they were asked', async () => {
  const journals = openJournals(newFolder());
  await journals.open(ana, 1);
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  await Promise.all(lines.map((line) => journals.append(ana, 1, [line])));
  expect((await journals.open(ana, 2)).lines).toEqual(lines);
  await journals.close();
});

test('a journal that was not opened takes nothing', async () => {
  const journals = openJournals(newFolder());
  await expect(journals.append(ana, 1, ['x'])).rejects.toMatchObject({ kind: 'not-open' });
  await journals.open(ana, 1);
  await expect(journals.append(ana, 2, ['x'])).rejects.toMatchObject({ kind: 'not-open' });
  await journals.close();
});

test('two people on one computer have two journals', async () => {
  const folder = newFolder();
  const journals = openJournals(folder);
  await journals.open(ana, 1);
  await journals.open(bruno, 7);
  await journals.append(ana, 1, ['by ana']);
  await journals.close();
  const again = openJournals(folder);
  expect((await again.open(bruno, 1)).lines).toEqual([]);
  expect((await again.open(ana, 1)).lines).toEqual(['by ana']);
  await again.close();
});

test('a destroyed journal leaves nothing behind, and begins empty when it is opened again', async () => {
  const folder = newFolder();
  const journals = openJournals(folder);
  await journals.open(ana, 1);
  await journals.open(bruno, 1);
  await journals.append(ana, 1, ['by ana']);
  await journals.append(bruno, 1, ['by bruno']);
  await journals.destroy(ana);
  expect((await fs.readdir(folder)).filter((name) => name.includes(ana.personId))).toEqual([]);
  expect((await journals.open(ana, 2)).lines).toEqual([]);
  expect((await journals.open(bruno, 2)).lines).toEqual(['by bruno']);
  await journals.close();
});
