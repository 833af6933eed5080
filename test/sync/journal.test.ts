/** One contract for the journal: the table in the browser, the file on the desktop, and that of the simulations. */
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, describe, expect, test } from 'vitest';
import { createJournals } from '#electron/main/services/journals.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { createDesktopJournal } from '#renderer/data/desktop-journal.ts';
import { createDexieJournal } from '#renderer/data/dexie-journal.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import { foldJournal, type Journal, type JournalRecord } from '#renderer/data/journal.ts';
import { createPacking } from '#renderer/data/packed.ts';
import type { Answer, Desktop } from '#shared/ipc/contract.ts';
import { monday } from '../support/builders.ts';
import { idOf } from '../support/ids.ts';
import { aDisk, aMemoryJournal } from '../support/sync-disk.ts';

const store = { spaceId: idOf('space'), personId: idOf('person') };
const root = await fs.mkdtemp(path.join(tmpdir(), 'raia-client-journal-'));
afterAll(() => fs.rm(root, { recursive: true, force: true }));

/** Opens the same journal again, as the next leader; in the browser the epoch is told by meta. */
type Reopen = (
  epoch: number,
) => Promise<{ readonly journal: Journal; readonly records: readonly JournalRecord[] }>;

async function opened(journal: Journal, epoch: number) {
  const { records, setAside } = await journal.open(epoch);
  expect(setAside).toBe(0);
  return { journal, records };
}

function inBrowser(): Reopen {
  const indexedDB = new IDBFactory();
  return async (epoch) => {
    const db = openDatabase(store, { indexedDB, IDBKeyRange });
    await createDexiePages(db, createPacking(null)).takeLead(epoch);
    return opened(createDexieJournal(db), epoch);
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

test('a record of a newer build stays in the browser’s journal and is counted', async () => {
  const indexedDB = new IDBFactory();
  const db = openDatabase(store, { indexedDB, IDBKeyRange });
  await db.journal.put({ m: 'from the future', records: [{ n: 0, record: { kind: 'sealed' } }] });
  expect(await createDexieJournal(db).open(1)).toEqual({ records: [], setAside: 1 });
  expect(await db.journal.count()).toBe(1);
});

test('a store that the browser deletes under a running app gets its journal back', async () => {
  const indexedDB = new IDBFactory();
  const db = openDatabase(store, { indexedDB, IDBKeyRange });
  const journal = createDexieJournal(db);
  await journal.open(1);
  await journal.append([client([]), mutation(1), mutation(2), mutation(3)]);
  await db.dexie.delete();
  await journal.append([mutation(4)]);
  const { records } = await createDexieJournal(openDatabase(store, { indexedDB, IDBKeyRange })).open(2);
  expect(records).toEqual([client([]), mutation(1), mutation(2), mutation(3), mutation(4)]);
});

test('the next leader in the same window finds what a deleted store had', async () => {
  const indexedDB = new IDBFactory();
  const db = openDatabase(store, { indexedDB, IDBKeyRange });
  const journal = createDexieJournal(db);
  await journal.open(1);
  await journal.append([client([]), mutation(1)]);
  await db.dexie.delete();
  expect((await journal.open(2)).records).toEqual([client([]), mutation(1)]);
});
