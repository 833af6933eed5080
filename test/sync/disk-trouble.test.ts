/** A full disk and a damaged one: the same of IndexedDB and of the disk of the simulations. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { createLineJournal } from '#renderer/data/browser-journal.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { inflateText } from '#renderer/data/deflate.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import type { Journal, JournalRecord } from '#renderer/data/journal.ts';
import { createJournalSlots } from '#renderer/data/journal-slots.ts';
import { createPacking } from '#renderer/data/packed.ts';
import type { Pages, Publication } from '#renderer/data/pages.ts';
import { everyOne } from '../support/every-one.ts';
import { idOf } from '../support/ids.ts';
import { aMemoryFolder } from '../support/memory-folder.ts';
import { aDisk, aMemoryJournal, aMemoryPages } from '../support/sync-disk.ts';

type TroubledDisk = {
  readonly pages: Pages;
  readonly journal: Journal;
  readonly setFull: (isFull: boolean) => void;
  readonly damage: () => Promise<void>;
};

function inBrowser(): TroubledDisk {
  const name = { spaceId: idOf('space'), personId: idOf('person') };
  const db = openDatabase(name, { indexedDB: new IDBFactory(), IDBKeyRange });
  const folder = aMemoryFolder();
  // Each record wants more room.
  const slots = createJournalSlots(folder.newUser().folder, 1);
  let isFull = false;
  const refuse = (): void => {
    if (isFull) throw new DOMException('No room', 'QuotaExceededError');
  };
  for (const table of [db.pages, db.log, db.meta]) {
    table.hook('creating', refuse);
    table.hook('updating', refuse);
  }
  const bytes = new Uint8Array([1, 2, 3]);
  return {
    pages: createDexiePages(db, createPacking(null, inflateText)),
    journal: createLineJournal(slots, db),
    setFull: (next) => {
      isFull = next;
      folder.room = next ? 0 : Number.POSITIVE_INFINITY;
    },
    damage: async () => {
      for (const { kind, scope, n } of await db.pages.toArray())
        await db.pages.put({ kind, scope, n, bytes });
      await db.log.clear();
      await db.log.add({ bytes });
    },
  };
}

function inMemory(): TroubledDisk {
  const disk = aDisk();
  return {
    pages: aMemoryPages(disk),
    journal: aMemoryJournal(disk),
    setFull: (next) => {
      disk.isFull = next;
    },
    damage: async () => {
      disk.isDamaged = true;
    },
  };
}

const publication = (text: string, isAll = false): Publication => ({
  text,
  isAll,
  term: idOf('term'),
  cursors: { ref: 7 },
  forms: null,
  setAside: 0,
  settled: [],
  clockOffsetMs: 0,
  mendings: [],
});
const page = { kind: 'case', n: 0, text: 'folded' };
const record = (name: string): JournalRecord => ({ kind: 'void', m: idOf(name) });

describe.each([
  ['IndexedDB', inBrowser],
  ['memory', inMemory],
] as const)('a disk in %s', (_name, aTroubledDisk) => {
  test('that is full takes neither rows nor cursors, and all of them once there is room', async () => {
    const { pages, setFull } = aTroubledDisk();
    const epoch = await pages.takeLead(0);
    const before = await pages.meta();
    setFull(true);
    await expect(pages.publish(epoch, publication('rows'))).rejects.toMatchObject({ kind: 'disk-full' });
    const slice = { pages: [page], foldedTo: 1 };
    await expect(pages.fold(epoch, 0, slice)).rejects.toMatchObject({ kind: 'disk-full' });
    expect(await pages.meta()).toEqual(before);
    expect(await pages.logLength()).toBe(0);
    expect(await everyOne(pages.readPages())).toEqual([]);
    setFull(false);
    await pages.publish(epoch, publication('rows'));
    expect((await everyOne(pages.readLog(0))).map(({ text }) => text)).toEqual(['rows']);
  });

  test('that is full takes no record of the journal, and none of several', async () => {
    const { pages, journal, setFull } = aTroubledDisk();
    const epoch = await pages.takeLead(0);
    await journal.open(epoch);
    await journal.append([record('before')]);
    setFull(true);
    const both = [record('one'), record('other')];
    await expect(journal.append(both)).rejects.toMatchObject({ kind: 'disk-full' });
    await expect(journal.compact(both)).rejects.toMatchObject({ kind: 'disk-full' });
    expect((await journal.open(epoch)).records).toEqual([record('before')]);
    setFull(false);
    await journal.append(both);
    expect((await journal.open(epoch)).records).toEqual([record('before'), ...both]);
  });

  test('that is damaged says so however it is read, until everything is replaced', async () => {
    const { pages, damage } = aTroubledDisk();
    const epoch = await pages.takeLead(0);
    const seq = await pages.publish(epoch, publication('rows'));
    await pages.publish(epoch, publication('more rows'));
    await pages.fold(epoch, 0, { pages: [page], foldedTo: seq });
    await damage();
    await expect(everyOne(pages.readLog(0))).rejects.toMatchObject({ kind: 'damaged' });
    await expect(everyOne(pages.readPages())).rejects.toMatchObject({ kind: 'damaged' });
    await expect(pages.findPages([page])).rejects.toMatchObject({ kind: 'damaged' });
    const all = await pages.publish(epoch, publication('everything', true));
    expect(await everyOne(pages.readLog(0))).toEqual([{ seq: all, text: 'everything' }]);
    expect(await everyOne(pages.readPages())).toEqual([]);
  });
});

test('an append that is cut off in the simulations leaves whole records, found by whoever opens next', async () => {
  const disk = aDisk();
  let operations = 0;
  // The window is killed after one operation.
  const journal = aMemoryJournal(disk, (work) => {
    operations += 1;
    return operations > 2 ? new Promise(() => {}) : Promise.resolve(work());
  });
  await journal.open(1);
  void journal.append([record('one'), record('other')]);
  const { records } = await aMemoryJournal(disk).open(2);
  expect(records).toEqual([record('one')]);
});
