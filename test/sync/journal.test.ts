/** One contract for the journal: the table in the browser, the file on the desktop, and that of the simulations. */
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, describe, expect, test } from 'vitest';
import { createJournals } from '#electron/main/services/journals.ts';
import { createLineJournal } from '#renderer/data/browser-journal.ts';
import { openDatabase, type StoreDatabase } from '#renderer/data/database.ts';
import { createDesktopJournal } from '#renderer/data/desktop-journal.ts';
import { foldJournal, type Journal, type JournalRecord } from '#renderer/data/journal.ts';
import { createJournalSlots } from '#renderer/data/journal-slots.ts';
import { createRememberedJournal } from '#renderer/data/remembered-journal.ts';
import type { Answer, Desktop } from '#shared/ipc/contract.ts';
import { monday } from '../support/builders.ts';
import { idOf } from '../support/ids.ts';
import { aMemoryFolder, type MemoryFolder } from '../support/memory-folder.ts';
import { aDisk, aMemoryJournal } from '../support/sync-disk.ts';

const store = { spaceId: idOf('space'), personId: idOf('person') };
const root = await fs.mkdtemp(path.join(tmpdir(), 'raia-client-journal-'));
afterAll(() => fs.rm(root, { recursive: true, force: true }));

/** Opens the same journal again, as the next leader. */
type Reopen = (
  epoch: number,
) => Promise<{ readonly journal: Journal; readonly records: readonly JournalRecord[] }>;

async function opened(journal: Journal, epoch: number) {
  const { records, setAside } = await journal.open(epoch);
  expect(setAside).toBe(0);
  return { journal, records };
}

function inBrowser(): Reopen {
  const folder = aMemoryFolder();
  const older = openDatabase(store, { indexedDB: new IDBFactory(), IDBKeyRange });
  return (epoch) => {
    const lines = createLineJournal(createJournalSlots(folder.newUser().folder), older);
    return opened(createRememberedJournal(lines, { now: () => monday }), epoch);
  };
}

let folders = 0;
function onDesktop(folder = path.join(root, String(++folders))): Reopen {
  const journals = createJournals({
    disk: fs,
    folder,
    keysOf: async () => ({ current: undefined, all: [] }),
  });
  const answer = async <T>(work: Promise<T>): Promise<Answer<T>> =>
    work.then(
      (value) => ({ ok: true, value }),
      (error: { kind: 'stale-leader' | 'disk-full' | 'failed' }) => ({ ok: false, error: error.kind }),
    );
  const nothing = async (work: Promise<void>): Promise<Answer<null>> => answer(work.then(() => null));
  const desktop: Pick<Desktop, 'openJournal' | 'appendJournal' | 'compactJournal'> = {
    openJournal: (name, epoch) => answer(journals.open(name, epoch)),
    appendJournal: (name, epoch, lines) => nothing(journals.append(name, epoch, lines)),
    compactJournal: (name, epoch, lines) => nothing(journals.compact(name, epoch, lines)),
  };
  return (epoch) => opened(createDesktopJournal(desktop, store), epoch);
}

function inMemory(): Reopen {
  const disk = aDisk();
  return (epoch) => opened(aMemoryJournal(disk), epoch);
}

const mutation = (n: number): JournalRecord => ({
  kind: 'mutation',
  mutation: {
    m: idOf(`m ${n}`),
    mid: n,
    name: 'case.note',
    v: 1,
    args: { text: `Olá\n${n} 🙂` },
    base: {},
    at: monday,
  },
});
const client = (order: readonly number[]): JournalRecord => ({
  kind: 'client',
  id: idOf(`client ${order.length}`),
  lastMid: order.length,
  order: order.map((n) => idOf(`m ${n}`)),
});
const settled: JournalRecord = { kind: 'settled', m: idOf('m 1'), outcome: { kind: 'applied' }, at: 1 };
const draft = (text: string): JournalRecord => ({
  kind: 'draft',
  draft: { key: 'case:1:note', text, at: 1 },
});

const story: readonly JournalRecord[] = [
  client([]),
  mutation(1),
  mutation(2),
  draft('O'),
  draft('Olá'),
  settled,
  mutation(3),
  { kind: 'void', m: idOf('m 2') },
  client([3]),
  { ...draft('outro'), draft: { key: 'case:2:note', text: 'outro', at: 2 } } as JournalRecord,
  { kind: 'draft-dropped', key: 'case:1:note' },
];

describe.each([
  ['the browser', inBrowser],
  ['the desktop', onDesktop],
  ['memory', inMemory],
] as [string, () => Reopen][])('a journal in %s', (_name, form) => {
  test('is empty at first', async () => {
    expect((await form()(1)).records).toEqual([]);
  });

  test('folds to the same state after it is opened again, however the records were grouped', async () => {
    for (const size of [1, 3, story.length]) {
      const reopen = form();
      const { journal } = await reopen(1);
      for (let n = 0; n < story.length; n += size) await journal.append(story.slice(n, n + size));
      const again = await reopen(2);
      expect(foldJournal(again.records)).toEqual(foldJournal(story));
      await again.journal.append([mutation(9)]);
      expect(foldJournal((await reopen(3)).records)).toEqual(foldJournal([...story, mutation(9)]));
    }
  });

  test('holds only the new records after a compaction, and goes on from there', async () => {
    const reopen = form();
    const { journal } = await reopen(1);
    await journal.append(story);
    await journal.compact([client([]), mutation(5)]);
    await journal.append([mutation(6)]);
    expect(foldJournal((await reopen(2)).records)).toEqual(
      foldJournal([client([]), mutation(5), mutation(6)]),
    );
  });

  test('takes nothing from an older leader', async () => {
    const reopen = form();
    const old = (await reopen(1)).journal;
    await old.append([mutation(1)]);
    await reopen(2);
    await expect(old.append([mutation(2)])).rejects.toMatchObject({ kind: 'stale-leader' });
    await expect(old.compact([])).rejects.toMatchObject({ kind: 'stale-leader' });
    expect((await reopen(3)).records).toEqual([mutation(1)]);
  });
});

test('a desktop journal whose last record was torn keeps all before it', async () => {
  const folder = path.join(root, 'torn');
  const { journal } = await onDesktop(folder)(1);
  await journal.append([mutation(1), mutation(2)]);
  await journal.append([mutation(3)]);
  const [name] = await fs.readdir(folder);
  const file = path.join(folder, name ?? '');
  const { size } = await fs.stat(file);
  await fs.truncate(file, size - 5);
  const { records } = await onDesktop(folder)(2);
  expect(records).toEqual([mutation(1), mutation(2)]);
});

/** As builds before this one kept them: a row for each mutation, draft and client. */
async function anOlderTable(records: readonly unknown[]) {
  const { journal } = openDatabase(store, { indexedDB: new IDBFactory(), IDBKeyRange });
  await journal.bulkPut(records.map((record, n) => ({ m: `row ${n}`, records: [{ n, record }] })));
  return journal;
}

function aBrowserJournal(folder: MemoryFolder, older: StoreDatabase['journal']) {
  const user = folder.newUser();
  const db = { journal: older, ready: async () => {} };
  return { user, journal: createLineJournal(createJournalSlots(user.folder), db) };
}

const workIn = (records: readonly JournalRecord[]) => {
  const { client: _client, ...work } = foldJournal(records);
  return work;
};

test('what an older build kept in the browser is taken over once, under a client id of its own', async () => {
  const folder = aMemoryFolder();
  const older = await anOlderTable([...story, mutation(7)]);
  const { user, journal } = aBrowserJournal(folder, older);
  const { records } = await journal.open(1);
  expect(workIn(records).drafts).toEqual(workIn(story).drafts);
  expect(foldJournal(records).client).toMatchObject({ lastMid: 2 });
  const open = foldJournal(records).mutations.filter(({ isVoid, settled: end }) => !isVoid && end === null);
  expect(open.map(({ mutation: { m, mid } }) => [m, mid])).toEqual([
    [idOf('m 3'), 1],
    [idOf('m 7'), 2],
  ]);
  expect(await older.count()).toBe(0);
  user.kill();
  expect((await aBrowserJournal(folder, older).journal.open(2)).records).toEqual(records);
});

test('taking over that was cut off before the table was emptied is done again, and changes nothing', async () => {
  const folder = aMemoryFolder();
  const older = await anOlderTable(story);
  const rows = await older.toArray();
  const first = aBrowserJournal(folder, older);
  const { records } = await first.journal.open(1);
  await older.bulkPut(rows);
  first.user.kill();
  expect((await aBrowserJournal(folder, older).journal.open(2)).records).toEqual(records);
});

test('work that a window of an older build did later is added to what is here', async () => {
  const folder = aMemoryFolder();
  const { user, journal } = aBrowserJournal(folder, await anOlderTable([]));
  await journal.open(1);
  await journal.append([client([]), mutation(1), mutation(2)]);
  user.kill();
  const older = await anOlderTable([{ ...client([]), id: idOf('another client') }, mutation(1)]);
  await older.put({ m: 'late', records: [{ n: 9, record: mutation(5) }] });
  const { records } = await aBrowserJournal(folder, older).journal.open(2);
  expect(foldJournal(records).mutations.map(({ mutation: { m, mid } }) => [m, mid])).toEqual([
    [idOf('m 1'), 1],
    [idOf('m 2'), 2],
    [idOf('m 5'), 3],
  ]);
});

test('a record of a newer build stays in the older table and is counted', async () => {
  const older = await anOlderTable([{ kind: 'sealed' }]);
  const { journal } = aBrowserJournal(aMemoryFolder(), older);
  expect(await journal.open(1)).toEqual({ records: [], setAside: 1 });
  expect(await older.count()).toBe(1);
});
