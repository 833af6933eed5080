/**
 * The disk of a simulated computer: pages, log, meta and journal in memory.
 * It outlives windows, and may run full. Contract: test/sync/pages.test.ts and
 * test/sync/journal.test.ts, which the real forms pass too.
 */
import { BlobError, type Blobs, type Bytes, type HeldBlob } from '#renderer/data/blobs.ts';
import { type Journal, JournalError, type JournalRecord } from '#renderer/data/journal.ts';
import {
  emptyMeta,
  type LogText,
  type Page,
  type PageKey,
  type Pages,
  PagesError,
  type StoreMeta,
} from '#renderer/data/pages.ts';

export type Disk = {
  meta: StoreMeta;
  pages: ReadonlyMap<string, Page>;
  log: readonly LogText[];
  nextSeq: number;
  hot: string | null;
  journal: readonly JournalRecord[];
  /** Of an append that was cut off before its end: whole records that whoever opens the journal finds. */
  torn: readonly JournalRecord[];
  journalEpoch: number;
  /** The log and the pages cannot be read, until they are replaced. */
  isDamaged: boolean;
  /** Records of the journal that nobody can read any more. */
  damaged: number;
  isFull: boolean;
  /** By hash: the bytes of files, and whether the server has them too. */
  readonly blobs: Map<string, HeldBlob & { readonly bytes: Bytes }>;
};

export function aDisk(): Disk {
  return {
    meta: emptyMeta,
    pages: new Map(),
    log: [],
    nextSeq: 1,
    hot: null,
    journal: [],
    torn: [],
    journalEpoch: 0,
    isDamaged: false,
    damaged: 0,
    isFull: false,
    blobs: new Map(),
  };
}

/** The key of the store is lost: nobody can read what is there. The answer brings it back. */
export function loseKey(disk: Disk): () => void {
  const { journal } = disk;
  disk.journal = [];
  disk.damaged += journal.length;
  disk.isDamaged = true;
  return () => {
    disk.journal = [...journal, ...disk.journal];
    disk.damaged -= journal.length;
  };
}

/** How an operation of a window gets through: at once, late, or never where the window was killed. */
export type Gate = <T>(work: () => T) => Promise<T>;

export const atOnce: Gate = async (work) => work();

export function aMemoryPages(disk: Disk, gate: Gate = atOnce): Pages {
  function mustWrite(epoch: number | null): void {
    if (epoch !== null && epoch !== disk.meta.epoch) throw new PagesError('stale-leader');
    if (disk.isFull) throw new PagesError('disk-full');
  }
  function mustRead(): void {
    if (disk.isDamaged) throw new PagesError('damaged');
  }
  return {
    meta: () => gate(() => disk.meta),
    takeLead: (atLeast) =>
      gate(() => {
        mustWrite(null);
        disk.meta = { ...disk.meta, epoch: Math.max(disk.meta.epoch + 1, atLeast) };
        return disk.meta.epoch;
      }),
    pagesAfter: (key) =>
      gate(() => {
        mustRead();
        const all = [...disk.pages.values()].sort((one, other) => (pageName(one) < pageName(other) ? -1 : 1));
        return all.filter((page) => key === null || pageName(page) > pageName(key)).slice(0, 3);
      }),
    findPages: (keys) =>
      gate(() => {
        mustRead();
        return keys.flatMap((key) => disk.pages.get(pageName(key)) ?? []);
      }),
    logAfter: (seq) =>
      gate(() => {
        mustRead();
        return disk.log.filter((record) => record.seq > seq).slice(0, 3);
      }),
    logLength: () => gate(() => disk.log.length),
    publish: (epoch, { text, isAll, settled, ...rest }) =>
      gate(() => {
        mustWrite(epoch);
        const generation = disk.meta.generation + (isAll ? 1 : 0);
        disk.meta = { ...disk.meta, ...rest, generation, settled: [...disk.meta.settled, ...settled] };
        if (isAll) {
          disk.isDamaged = false;
          disk.pages = new Map();
          disk.log = [];
          disk.hot = null;
        }
        if (text === '') return null;
        disk.log = [...disk.log, { seq: disk.nextSeq, text }];
        disk.nextSeq += 1;
        return disk.nextSeq - 1;
      }),
    fold: (epoch, generation, slice) =>
      gate(() => {
        mustWrite(epoch);
        if (generation !== disk.meta.generation) return false;
        disk.pages = new Map([...disk.pages, ...slice.pages.map((page) => [pageName(page), page] as const)]);
        const { foldedTo } = slice;
        if (foldedTo === null) return true;
        disk.log = disk.log.filter(({ seq }) => seq > foldedTo);
        disk.meta = { ...disk.meta, foldedTo };
        return true;
      }),
    forgetSettled: (epoch, ms) =>
      gate(() => {
        mustWrite(epoch);
        disk.meta = { ...disk.meta, settled: disk.meta.settled.filter(({ m }) => !ms.includes(m)) };
      }),
    sizes: () =>
      gate(() => {
        const sizes = new Map<string, number>();
        const add = (kind: string, text: string) => sizes.set(kind, (sizes.get(kind) ?? 0) + text.length);
        for (const { kind, text } of disk.pages.values()) add(kind, text);
        for (const { text } of disk.log) add('log', text);
        return sizes;
      }),
    hot: () => gate(() => disk.hot),
    keepHot: (generation, text) =>
      gate(() => {
        mustWrite(null);
        if (generation === disk.meta.generation) disk.hot = text;
      }),
    close: async () => {},
  };
}

/** Where a page lies on a disk. */
export function pageName({ kind, n }: PageKey): string {
  return `${kind} ${String(n).padStart(6, '0')}`;
}

export function aMemoryJournal(disk: Disk, gate: Gate = atOnce): Journal {
  let epoch = 0;
  function mustWrite(): void {
    if (epoch < disk.journalEpoch) throw new JournalError('stale-leader');
    if (disk.isFull) throw new JournalError('disk-full');
  }
  return {
    open: (newEpoch) =>
      gate(() => {
        if (newEpoch < disk.journalEpoch) throw new JournalError('stale-leader');
        epoch = newEpoch;
        disk.journalEpoch = newEpoch;
        disk.journal = [...disk.journal, ...disk.torn];
        disk.torn = [];
        return { records: disk.journal, setAside: disk.damaged };
      }),
    append: async (records) => {
      await gate(() => {
        mustWrite();
        disk.torn = records.slice(0, records.length >> 1);
      });
      await gate(() => {
        disk.torn = [];
        mustWrite();
        disk.journal = [...disk.journal, ...records];
      });
    },
    compact: (records) =>
      gate(() => {
        mustWrite();
        disk.journal = records;
      }),
  };
}

export function aMemoryBlobs(disk: Disk, now: () => number, gate: Gate = atOnce): Blobs {
  const { blobs } = disk;
  return {
    put: (sha256, bytes, isSent) =>
      gate(() => {
        if (disk.isFull) throw new BlobError('disk-full');
        const isWaiting = blobs.get(sha256)?.isSent === false;
        if (!isSent || !isWaiting) blobs.set(sha256, { sha256, bytes, isSent, at: now() });
      }),
    find: (sha256) => gate(() => blobs.get(sha256)?.bytes),
    markSent: (sha256) =>
      gate(() => {
        const held = blobs.get(sha256);
        if (held?.isSent === false) blobs.set(sha256, { ...held, isSent: true, at: now() });
      }),
    remove: (sha256) => gate(() => void blobs.delete(sha256)),
    list: () => gate(() => [...blobs.values()].map(({ sha256, isSent, at }) => ({ sha256, isSent, at }))),
    close: async () => {},
  };
}
