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
  type StoreMeta,
} from './pages.ts';

const recordsAtOnce = 16;
const pagesAtOnce = 16;
/** The rows of all scopes lie together: a pull does not say of which one a row is. */
const allScopes = '';
/**
 * Chromium stores no value above 127 MB, and a single letter beyond Latin-1
 * makes it count every one as two bytes. A first sync can be longer than that.
 */
const recordLength = 1_000_000;
const metaKey = 'store';
const hotKey = 'hot';

export function createDexiePages(db: StoreDatabase, { pack, unpack }: Packing): Pages {
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

  async function publish(epoch: number, publication: Publication): Promise<number | null> {
    const { text, isAll, settled, ...rest } = publication;
    // Before the transaction, which ends when it is left waiting for anything else.
    const records = await Promise.all(recordsOf(text).map(pack));
    return write(epoch, async (before) => {
      if (isAll) {
        await pages.clear();
        await log.clear();
        await meta.delete(hotKey);
      }
      const seq = records.length === 0 ? undefined : await log.bulkAdd(records);
      const generation = isAll ? before.generation + 1 : before.generation;
      await setMeta({ ...before, ...rest, generation, settled: [...before.settled, ...settled] });
      return seq ?? null;
    });
  }

  async function fold(epoch: number, generation: number, slice: FoldSlice): Promise<boolean> {
    const records = await Promise.all(slice.pages.map(toPageRecord));
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
    pagesAfter: (key) =>
      read(async () => {
        const rest = key === null ? pages.orderBy(':id') : pages.where(':id').above(toPrimaryKey(key));
        return inTurn(await rest.limit(pagesAtOnce).toArray(), toPage);
      }),
    findPages: (keys) =>
      read(async () => {
        const found = await pages.bulkGet(keys.map(toPrimaryKey));
        return Promise.all(found.filter((page) => page !== undefined).map(toPage));
      }),
    logAfter: (seq) =>
      read(async () => {
        const records = await log.where('seq').above(seq).limit(recordsAtOnce).toArray();
        return inTurn(records, toLogText);
      }),
    logLength: () => read(() => log.count()),
    publish,
    fold,
    forgetSettled: (epoch, ms) =>
      write(epoch, async (before) => {
        const known = new Set(ms);
        await setMeta({ ...before, settled: before.settled.filter(({ m }) => !known.has(m)) });
      }),
    sizes: () =>
      read(async () => {
        const sizes = new Map<string, number>();
        const add = (kind: string, record: Packed) =>
          sizes.set(kind, (sizes.get(kind) ?? 0) + sizeOf(record));
        await pages.each((record) => add(record.kind, record));
        await log.each((record) => add('log', record));
        return sizes;
      }),
    hot: () =>
      read(async () => {
        const found = await meta.get(hotKey);
        return found === undefined ? null : unpack(found.value as Packed);
      }),
    keepHot: async (generation, text) => {
      const packed = await pack(text);
      await write(null, async (before) => {
        if (before.generation === generation) await meta.put({ key: hotKey, value: packed });
      });
    },
    close: async () => db.close(),
  };
}

function toPrimaryKey({ kind, n }: PageKey): [string, string, number] {
  return [kind, allScopes, n];
}

/**
 * One after another: browsers inflate in the thread of the window, and sixteen
 * records together leave it no moment to answer a key.
 */
async function inTurn<T, Made>(all: readonly T[], make: (one: T) => Promise<Made>): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}

/** Whole lines, about as many as make a record. */
function recordsOf(text: string): readonly string[] {
  const records: string[] = [];
  for (let from = 0; from < text.length; ) {
    const cut = text.indexOf('\n', from + recordLength);
    const to = cut === -1 ? text.length : cut;
    records.push(text.slice(from, to));
    from = to + 1;
  }
  return records;
}
