/** Pages, log and meta in IndexedDB. */
import type { LogRecord, PageRecord, StoreDatabase } from './database.ts';
import { isFull } from './disk-full.ts';
import { type Packed, type Packing, sizeOf } from './packed.ts';
import {
  emptyMeta,
  type FoldSlice,
  type LogText,
  type Page,
  type PageKey,
  type Pages,
  PagesError,
  type Publication,
  readAhead,
  type StoreMeta,
} from './pages.ts';

const recordsAtOnce = 16;
/** The rows of all scopes lie together: a pull does not say of which one a row is. */
const allScopes = '';
/**
 * In UTF-16 units. Chromium stores no value above 127 MB, and a single letter
 * beyond Latin-1 makes it count every one as two bytes.
 */
const recordLength = 500_000;
/** Chromium writes a value above 64 KB into a file of its own, which takes longer than all the rest of a short pull. Sealed it is less. */
const short = { textLength: 2_000_000, recordLength: 55_000 };
/** A longer text is kept as it came: deflating it would take longer than all the rest. */
const deflatedLength = 50_000;
/** A first sync sealed in one piece would leave the window no moment to answer a key. */
const recordsInTurn = 8;
const metaKey = 'store';
const searchKey = 'search';
/** Where builds before this one kept what the last list showed. */
const olderHotKey = 'hot';

export function createDexiePages(db: StoreDatabase, packing: Packing): Pages {
  const { wrap, pack, unpack, packDeflated, unpackDeflated } = packing;
  const { dexie, log, meta, pages, ready } = db;

  async function readMeta(): Promise<StoreMeta> {
    const found = await meta.get(metaKey);
    return { ...emptyMeta, ...(found?.value as Partial<StoreMeta> | undefined) };
  }

  /** One transaction over everything; checks the epoch first, where it is told. */
  async function write<T>(epoch: number | null, work: (before: StoreMeta) => Promise<T>): Promise<T> {
    try {
      await ready();
      return await dexie.transaction('rw', [log, meta, pages], async () => {
        const before = await readMeta();
        if (epoch !== null && before.epoch !== epoch) throw new PagesError('stale-leader');
        return work(before);
      });
    } catch (cause) {
      if (cause instanceof PagesError) throw cause;
      throw new PagesError(isFull(cause) ? 'disk-full' : 'failed', { cause });
    }
  }

  async function read<T>(work: () => Promise<T>): Promise<T> {
    try {
      await ready();
      return await work();
    } catch (cause) {
      if (cause instanceof PagesError) throw cause;
      throw new PagesError('failed', { cause });
    }
  }

  async function toPage(record: PageRecord): Promise<Page> {
    return { kind: record.kind, n: record.n, text: await unpack(record) };
  }

  async function toPageRecord({ kind, n, text }: Page): Promise<PageRecord> {
    return { kind, n, scope: allScopes, ...(await pack(text)) };
  }

  async function toLogText(record: LogRecord): Promise<LogText> {
    return { seq: record.seq, text: await unpack(record) };
  }

  async function setMeta(value: StoreMeta): Promise<void> {
    await meta.put({ key: metaKey, value });
  }

  async function findPacked(key: string): Promise<Packed | undefined> {
    return (await meta.get(key))?.value as Packed | undefined;
  }

  /** What was made of the rows of a generation, and is of no use without them. */
  async function keepOf(generation: number, key: string, value: Packed): Promise<void> {
    await write(null, async (before) => {
      if (before.generation === generation) await meta.put({ key, value });
    });
  }

  async function publish(epoch: number, publication: Publication): Promise<number | null> {
    const { text, isAll, settled, ...rest } = publication;
    const isRaw = text.length > deflatedLength;
    const texts = partsOf(recordsOf(text), recordsInTurn);
    // Before the transaction, which ends when it is left waiting for anything else.
    const parts = await oneByOne(texts, (part) => Promise.all(part.map(isRaw ? wrap : pack)));
    return write(epoch, async (before) => {
      if (isAll) {
        await pages.clear();
        await log.clear();
        await meta.bulkDelete([olderHotKey, searchKey]);
      }
      const seqs = (await oneByOne(parts, async (part) => log.bulkAdd([...part], { allKeys: true }))).flat();
      const generation = isAll ? before.generation + 1 : before.generation;
      const rawBefore = isAll ? null : before.rawFrom;
      const rawFrom = rawBefore ?? (isRaw ? (seqs[0] ?? null) : null);
      await setMeta({ ...before, ...rest, generation, rawFrom, settled: [...before.settled, ...settled] });
      return seqs.at(-1) ?? null;
    });
  }

  async function deflate(epoch: number): Promise<boolean> {
    const { generation, rawFrom } = await read(readMeta);
    if (rawFrom === null) return false;
    let length = 0;
    const isEnough = (record: LogRecord): boolean => {
      length += sizeOf(record);
      return length >= recordLength;
    };
    const records = await read(() => log.where('seq').aboveOrEqual(rawFrom).until(isEnough, true).toArray());
    const packed = await oneByOne(records, async (record) => ({
      seq: record.seq,
      ...(await pack(await unpack(record))),
    }));
    await write(epoch, async (before) => {
      if (before.generation !== generation) return;
      await log.bulkPut(packed);
      const last = packed.at(-1)?.seq ?? rawFrom;
      const isMore = (await log.where('seq').above(last).count()) > 0;
      await setMeta({ ...before, rawFrom: isMore ? last + 1 : null });
    });
    return true;
  }

  async function fold(epoch: number, generation: number, slice: FoldSlice): Promise<boolean> {
    const records = await oneByOne(slice.pages, toPageRecord);
    return write(epoch, async (before) => {
      if (before.generation !== generation) return false;
      await pages.bulkPut(records);
      if (slice.foldedTo === null) return true;
      await log.where('seq').belowOrEqual(slice.foldedTo).delete();
      await setMeta({ ...before, foldedTo: slice.foldedTo });
      return true;
    });
  }

  return {
    meta: () => read(readMeta),
    takeLead: (atLeast) =>
      write(null, async (before) => {
        const epoch = Math.max(before.epoch + 1, atLeast);
        await setMeta({ ...before, epoch });
        return epoch;
      }),
    readPages: () =>
      readAhead(
        (last) =>
          read(() => {
            const rest = last === null ? pages.orderBy(':id') : pages.where(':id').above(toPrimaryKey(last));
            return rest.limit(recordsAtOnce).toArray();
          }),
        toPage,
      ),
    findPages: (keys) =>
      read(async () => {
        const found = await pages.bulkGet(keys.map(toPrimaryKey));
        return Promise.all(found.filter((page) => page !== undefined).map(toPage));
      }),
    readLog: (seq) =>
      readAhead(
        (last) =>
          read(() =>
            log
              .where('seq')
              .above(last?.seq ?? seq)
              .limit(recordsAtOnce)
              .toArray(),
          ),
        toLogText,
      ),
    logLength: () => read(() => log.count()),
    publish,
    deflate,
    fold,
    forgetSettled: (epoch, ms) =>
      write(epoch, async (before) => {
        const known = new Set(ms);
        await setMeta({ ...before, settled: before.settled.filter(({ m }) => !known.has(m)) });
      }),
    keepHeardAt: (epoch, heardAt) => write(epoch, (before) => setMeta({ ...before, heardAt })),
    sizes: () =>
      read(async () => {
        const sizes = new Map<string, number>();
        const add = (kind: string, record: Packed) =>
          sizes.set(kind, (sizes.get(kind) ?? 0) + sizeOf(record));
        await pages.each((record) => add(record.kind, record));
        await log.each((record) => add('log', record));
        const index = await findPacked(searchKey);
        if (index !== undefined) add('article', index);
        return sizes;
      }),
    searchIndex: () =>
      read(async () => {
        const packed = await findPacked(searchKey);
        return packed === undefined ? null : unpackDeflated(packed);
      }),
    keepSearchIndex: async (generation, bytes) => keepOf(generation, searchKey, await packDeflated(bytes)),
    close: async () => db.close(),
  };
}

function toPrimaryKey({ kind, n }: PageKey): [string, string, number] {
  return [kind, allScopes, n];
}

/**
 * One after another: browsers deflate in the thread of the window,
 * and sixteen records together leave it no moment to answer a key.
 */
async function oneByOne<T, Made>(
  all: readonly T[],
  make: (one: T) => Promise<Made>,
): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}

function partsOf<T>(all: readonly T[], length: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / length);
  return Array.from({ length: count }, (_, nth) => all.slice(nth * length, (nth + 1) * length));
}

/** Whole lines, about as many as make a record. */
function recordsOf(text: string): readonly string[] {
  const length = text.length < short.textLength ? short.recordLength : recordLength;
  const records: string[] = [];
  for (let from = 0; from < text.length; ) {
    const cut = text.indexOf('\n', from + length);
    const to = cut === -1 ? text.length : cut;
    records.push(text.slice(from, to));
    from = to + 1;
  }
  return records;
}
