/** One contract for the pages in IndexedDB and for those the simulations use. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '#renderer/data/database.ts';
import { inflateText } from '#renderer/data/deflate.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import { createPacking } from '#renderer/data/packed.ts';
import { emptyMeta, type Page, type Pages, type Publication } from '#renderer/data/pages.ts';
import { createSealing } from '#renderer/data/sealing.ts';
import { everyOne } from '../support/every-one.ts';
import { idOf } from '../support/ids.ts';
import { aDisk, aMemoryPages } from '../support/sync-disk.ts';

const store = { spaceId: idOf('space'), personId: idOf('person') };

const plain = createPacking(null, inflateText);
const sealed = createPacking(
  await createSealing({ id: idOf('key'), bytes: new Uint8Array(32).fill(7) }),
  inflateText,
);

/** Each gives a way to open the same store again, as another window would. */
const forms: readonly [string, () => () => Pages][] = [
  [
    'IndexedDB',
    () => {
      const indexedDB = new IDBFactory();
      return () => createDexiePages(openDatabase(store, { indexedDB, IDBKeyRange }), plain);
    },
  ],
  [
    'IndexedDB, sealed',
    () => {
      const indexedDB = new IDBFactory();
      return () => createDexiePages(openDatabase(store, { indexedDB, IDBKeyRange }), sealed);
    },
  ],
  [
    'memory',
    () => {
      const disk = aDisk();
      return () => aMemoryPages(disk);
    },
  ],
];

const settled = { kind: 'settled', m: idOf('m'), outcome: { kind: 'applied' }, at: 1 } as const;
const publication = (text: string, parts: Partial<Publication> = {}): Publication => ({
  text,
  isAll: false,
  term: idOf('term'),
  cursors: { ref: 7 },
  forms: 'of rows',
  setAside: 2,
  settled: [],
  clockOffsetMs: 0,
  mendings: [],
  ...parts,
});

async function textsAfter(pages: Pages, seq: number): Promise<readonly string[]> {
  return (await everyOne(pages.readLog(seq))).map(({ text }) => text);
}

async function logSize(pages: Pages): Promise<number> {
  return (await pages.sizes()).get('log') ?? 0;
}

function aPage(kind: string, n: number, text: string): Page {
  return { kind, n, text };
}

describe.each(forms)('pages in %s', (name, form) => {
  test('a new store is empty', async () => {
    const pages = form()();
    expect(await pages.meta()).toEqual(emptyMeta);
    expect(await everyOne(pages.readPages())).toEqual([]);
    expect(await pages.logLength()).toBe(0);
    expect(await everyOne(pages.readLog(0))).toEqual([]);
  });

  test('a publication moves rows, cursors and outcomes together', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    const seq = await pages.publish(epoch, publication('rows', { settled: [settled], clockOffsetMs: 5 }));
    const other = open();
    expect(await other.meta()).toEqual({
      epoch,
      generation: 0,
      foldedTo: 0,
      term: idOf('term'),
      cursors: { ref: 7 },
      rawFrom: null,
      forms: 'of rows',
      setAside: 2,
      settled: [settled],
      clockOffsetMs: 5,
      mendings: [],
      heardAt: null,
    });
    expect(await everyOne(other.readLog(0))).toEqual([{ seq, text: 'rows' }]);
  });

  test('a publication without rows moves the cursors and adds no record', async () => {
    const pages = form()();
    const epoch = await pages.takeLead(0);
    expect(await pages.publish(epoch, publication(''))).toBeNull();
    expect((await pages.meta()).cursors).toEqual({ ref: 7 });
    expect(await everyOne(pages.readLog(0))).toEqual([]);
  });

  test('a new generation replaces every row, and its records come after all earlier ones', async () => {
    const pages = form()();
    const epoch = await pages.takeLead(0);
    const before = await pages.publish(epoch, publication('old'));
    const after = await pages.publish(epoch, publication('new', { isAll: true }));
    expect(await everyOne(pages.readLog(0))).toEqual([{ seq: after, text: 'new' }]);
    expect(after).toBeGreaterThan(before ?? 0);
    expect((await pages.meta()).generation).toBe(1);
  });

  test('the log is read from where one stands, in order, to its end', async () => {
    const pages = form()();
    const epoch = await pages.takeLead(0);
    const texts = Array.from({ length: 150 }, (_, n) => `rows ${n}`);
    const seqs: (number | null)[] = [];
    for (const text of texts) seqs.push(await pages.publish(epoch, publication(text)));
    expect(await textsAfter(pages, 0)).toEqual(texts);
    expect(await textsAfter(pages, seqs[99] ?? 0)).toEqual(texts.slice(100));
  });

  test('an older leader publishes nothing', async () => {
    const open = form();
    const old = open();
    const oldEpoch = await old.takeLead(0);
    const newEpoch = await open().takeLead(0);
    expect(newEpoch).toBeGreaterThan(oldEpoch);
    await expect(old.publish(oldEpoch, publication('late'))).rejects.toMatchObject({ kind: 'stale-leader' });
    await expect(old.forgetSettled(oldEpoch, [])).rejects.toMatchObject({ kind: 'stale-leader' });
    expect(await everyOne(old.readLog(0))).toEqual([]);
    expect((await old.meta()).cursors).toEqual({});
  });

  test('a fold moves rows from the log to their pages; the log goes with the last slice', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    const first = (await pages.publish(epoch, publication('a'))) ?? 0;
    const second = await pages.publish(epoch, publication('b'));
    const [one, other] = [aPage('case', 0, 'a'), aPage('event', 0, 'a too')];
    expect(await pages.fold(epoch, 0, { pages: [one], foldedTo: null })).toBe(true);
    expect(await pages.logLength()).toBe(2);
    expect(await pages.fold(epoch, 0, { pages: [other], foldedTo: first })).toBe(true);
    expect(await everyOne(open().readLog(0))).toEqual([{ seq: second, text: 'b' }]);
    expect((await pages.meta()).foldedTo).toBe(first);
    expect(await everyOne(open().readPages())).toEqual([one, other]);
    const newer = aPage('case', 0, 'a newer');
    await pages.fold(epoch, 0, { pages: [newer], foldedTo: null });
    expect(await pages.findPages([newer, aPage('case', 7, '')].map(({ kind, n }) => ({ kind, n })))).toEqual([
      newer,
    ]);
  });

  test('pages are read some at a time, each once', async () => {
    const pages = form()();
    const epoch = await pages.takeLead(0);
    const made = Array.from({ length: 40 }, (_, n) => aPage(n % 2 === 0 ? 'case' : 'event', n, `rows ${n}`));
    await pages.fold(epoch, 0, { pages: made, foldedTo: null });
    const byText = (page: Page) => page.text;
    expect((await everyOne(pages.readPages())).map(byText).sort()).toEqual(made.map(byText).sort());
  });

  test('nothing is folded into rows that were replaced, nor by an older leader', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    const seq = await pages.publish(epoch, publication('old'));
    await pages.fold(epoch, 0, { pages: [aPage('case', 0, 'old')], foldedTo: null });
    await pages.publish(epoch, publication('new', { isAll: true }));
    expect(await everyOne(pages.readPages())).toEqual([]);
    const late = { pages: [aPage('case', 0, 'old')], foldedTo: seq };
    expect(await pages.fold(epoch, 0, late)).toBe(false);
    await open().takeLead(0);
    await expect(pages.fold(epoch, 1, late)).rejects.toMatchObject({ kind: 'stale-leader' });
    expect(await everyOne(pages.readPages())).toEqual([]);
    expect(await textsAfter(pages, 0)).toEqual(['new']);
  });

  test('a long text is kept as it came and deflated later, with what was added meanwhile', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    const texts = ['short', 'a long row '.repeat(10_000), 'another long row '.repeat(10_000)];
    for (const text of texts.slice(0, 2)) await pages.publish(epoch, publication(text));
    const before = await logSize(pages);
    const isMore = await pages.deflate(epoch);
    await pages.publish(epoch, publication(texts[2] ?? ''));
    while (await open().deflate(epoch));
    expect(await textsAfter(pages, 0)).toEqual(texts);
    expect((await pages.meta()).rawFrom).toBeNull();
    // Text is text in the memory of a simulation.
    expect(isMore).toBe(name !== 'memory');
    if (isMore) expect(await logSize(pages)).toBeLessThan(before / 2);
  });

  test('a pull of some thousand lines comes back line by line, before it is deflated and after', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    const text = Array.from({ length: 3_000 }, (_, nth) => `${nth} ${'a row '.repeat(20)}`).join('\n');
    await pages.publish(epoch, publication(text));
    expect((await textsAfter(pages, 0)).join('\n')).toBe(text);
    while (await pages.deflate(epoch));
    expect((await textsAfter(open(), 0)).join('\n')).toBe(text);
    expect((await pages.meta()).rawFrom).toBeNull();
  });

  test('nothing is deflated back into rows that were replaced, nor by an older leader', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    await pages.publish(epoch, publication('old row '.repeat(10_000)));
    const late = pages.deflate(epoch);
    await open().publish(epoch, publication('new row '.repeat(10_000), { isAll: true }));
    await late;
    expect(await textsAfter(pages, 0)).toEqual(['new row '.repeat(10_000)]);
    await open().takeLead(0);
    // Where text is text there is nothing an older leader could spoil.
    if (name !== 'memory') await expect(pages.deflate(epoch)).rejects.toMatchObject({ kind: 'stale-leader' });
  });

  test('what lies there is added up by kind', async () => {
    const pages = form()();
    const epoch = await pages.takeLead(0);
    await pages.publish(epoch, publication('12345'));
    const made = [aPage('case', 0, '123'), aPage('case', 1, '1234'), aPage('event', 0, '1')];
    await pages.fold(epoch, 0, { pages: made, foldedTo: null });
    // A seal adds its head, nonce and tag to each record.
    const more = name === 'IndexedDB, sealed' ? 45 : 0;
    const sizes = { case: 7 + 2 * more, event: 1 + more, log: 5 + more };
    expect(Object.fromEntries(await pages.sizes())).toEqual(sizes);
  });

  test('the index of the articles is kept until the rows are replaced, and not for rows that were', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    expect(await pages.searchIndex()).toBeNull();
    await pages.keepSearchIndex(0, new Uint8Array([1]));
    const bytes = new Uint8Array(10_000).map((_, at) => at % 251);
    await pages.keepSearchIndex(0, bytes);
    expect(await open().searchIndex()).toEqual(bytes);
    expect((await pages.sizes()).get('article')).toBe(bytes.length + (name === 'IndexedDB, sealed' ? 45 : 0));
    await pages.publish(epoch, publication('more'));
    expect(await pages.searchIndex()).toEqual(bytes);
    await pages.publish(epoch, publication('new', { isAll: true }));
    expect(await pages.searchIndex()).toBeNull();
    await pages.keepSearchIndex(0, bytes);
    expect(await pages.searchIndex()).toBeNull();
  });

  test('the last contact outlives what is published, and is kept by the leader alone', async () => {
    const open = form();
    const pages = open();
    const epoch = await pages.takeLead(0);
    await pages.keepHeardAt(epoch, 1_000);
    await pages.publish(epoch, publication('one', { isAll: true }));
    expect((await open().meta()).heardAt).toBe(1_000);
    await pages.takeLead(0);
    await expect(pages.keepHeardAt(epoch, 2_000)).rejects.toMatchObject({ kind: 'stale-leader' });
    expect((await open().meta()).heardAt).toBe(1_000);
  });

  test('an epoch is never below what is asked for', async () => {
    const pages = form()();
    expect(await pages.takeLead(1000)).toBe(1000);
    expect(await pages.takeLead(0)).toBe(1001);
  });

  test('outcomes are forgotten one by one, once the journal has them', async () => {
    const pages = form()();
    const epoch = await pages.takeLead(0);
    const other = { ...settled, m: idOf('other') };
    await pages.publish(epoch, publication('', { settled: [settled] }));
    await pages.publish(epoch, publication('', { settled: [other] }));
    await pages.forgetSettled(epoch, [settled.m]);
    expect((await pages.meta()).settled).toEqual([other]);
  });
});

test('a record that cannot be unpacked is told as damage, not as an empty one', async () => {
  const indexedDB = new IDBFactory();
  const db = openDatabase(store, { indexedDB, IDBKeyRange });
  // More than are read at once: of those that nobody comes to no word is left unheard.
  for (let n = 0; n < 40; n += 1) {
    await db.log.add({ bytes: new Uint8Array([1, 2, 3]) });
    await db.pages.add({ kind: 'case', scope: '', n, bytes: new Uint8Array([1, 2, 3]) });
  }
  const pages = createDexiePages(db, plain);
  await expect(everyOne(pages.readLog(0))).rejects.toMatchObject({ kind: 'damaged' });
  await expect(everyOne(pages.readPages())).rejects.toMatchObject({ kind: 'damaged' });
});

test('an index that is sealed cannot be read in what lies there, nor with another key', async () => {
  const indexedDB = new IDBFactory();
  const open = () => openDatabase(store, { indexedDB, IDBKeyRange });
  const bytes = new TextEncoder().encode('certificado');
  await createDexiePages(open(), sealed).keepSearchIndex(0, bytes);
  const [row] = await open().meta.where('key').equals('search').toArray();
  expect(Buffer.from(Object(row?.value).sealed).includes('certificado')).toBe(false);
  const other = createPacking(
    await createSealing({ id: idOf('other'), bytes: new Uint8Array(32) }),
    inflateText,
  );
  await expect(createDexiePages(open(), other).searchIndex()).rejects.toMatchObject({ kind: 'damaged' });
  await expect(createDexiePages(open(), plain).searchIndex()).rejects.toMatchObject({ kind: 'damaged' });
});

test('what builds before this one stored unpacked is read as before', async () => {
  const indexedDB = new IDBFactory();
  const db = openDatabase(store, { indexedDB, IDBKeyRange });
  const text = 'an older row '.repeat(100);
  await db.log.add({ text });
  await db.pages.add({ kind: 'case', scope: '', n: 0, text });
  const pages = createDexiePages(db, plain);
  expect(await textsAfter(pages, 0)).toEqual([text]);
  expect(await everyOne(pages.readPages())).toEqual([aPage('case', 0, text)]);
});

// Chromium refuses a value of 127 MB, which a company of 10,000 cases is longer than.
test('a long first sync is stored in records of a few MB, whole lines each', async () => {
  const indexedDB = new IDBFactory();
  const open = () => createDexiePages(openDatabase(store, { indexedDB, IDBKeyRange }), plain);
  const pages = open();
  const epoch = await pages.takeLead(0);
  const rows = Array.from({ length: 3_000 }, (_, n) => `row ${n} ${'→'.repeat(1_500)}`);
  const seq = await pages.publish(epoch, publication(rows.join('\n')));
  const texts = await textsAfter(open(), 0);
  expect(texts.flatMap((text) => text.split('\n'))).toEqual(rows);
  expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(2_000_000);
  expect(await everyOne(pages.readLog(seq ?? 0))).toEqual([]);
});
