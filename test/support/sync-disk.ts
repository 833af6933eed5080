/**
 * The disk of a simulated computer: pages, log, meta and journal in memory.
 * It outlives windows, and may run full. Contract: test/sync/pages.test.ts and
 * test/sync/journal.test.ts, which the real forms pass too.
 */
import { BlobError, type Blobs, type Bytes, type HeldBlob } from '#renderer/data/blobs.ts';
import type { Journal, JournalRecord } from '#renderer/data/journal.ts';
import { JournalError } from '#renderer/data/journal-error.ts';
import {
  emptyMeta,
  type LogText,
  type Page,
  type PageKey,
  type Pages,
  PagesError,
  readAhead,
  type StoreMeta,
} from '#renderer/data/pages.ts';
import type { Dice } from './sync-time.ts';

export type Disk = {
  meta: StoreMeta;
  pages: ReadonlyMap<string, Page>;
  log: readonly LogText[];
  nextSeq: number;
  /** What lies in the browser's storage of small texts. */
  readonly stored: Map<string, string>;
  searchIndex: Bytes | null;
  journal: readonly JournalRecord[];
  /** Of an append that was cut off before its end: whole records that whoever opens the journal finds. */
  torn: readonly JournalRecord[];
  journalEpoch: number;
  /** How often the files of the journal were deleted under whoever had them open. */
  journalDeletions: number;
  /** How many have it open. */
  journalUsers: number;
  /** The log and the pages cannot be read, until they are replaced. */
  isDamaged: boolean;
  /** A row was lost from them, until it is noticed. */
  isLossy: boolean;
  /** Once at least. */
  hasLost: boolean;
  /** Records of the journal that nobody can read any more. */
  damaged: number;
  isFull: boolean;
  /** For another journal beside the one that is there. */
  hasRoomToRewrite: boolean;
  /** Cannot be opened: it broke, or a newer build has made another form of it. */
  shut: 'pages' | 'journal' | null;
  /** By hash: the bytes of files, and whether the server has them too. */
  readonly blobs: Map<string, Omit<HeldBlob, 'bytes'> & { readonly bytes: Bytes }>;
};

export function aDisk(): Disk {
  return {
    meta: emptyMeta,
    pages: new Map(),
    log: [],
    nextSeq: 1,
    stored: new Map(),
    searchIndex: null,
    journal: [],
    torn: [],
    journalEpoch: 0,
    journalDeletions: 0,
    journalUsers: 0,
    isDamaged: false,
    isLossy: false,
    hasLost: false,
    damaged: 0,
    isFull: false,
    hasRoomToRewrite: true,
    shut: null,
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

/** As a browser does that has no room (0018): the files of the journal are gone, also under open windows. */
export function deleteJournal(disk: Disk): void {
  disk.journal = [];
  disk.torn = [];
  disk.damaged = 0;
  disk.journalEpoch = 0;
  disk.journalDeletions += 1;
}

/** One line of what lies there is gone, be it a row or the mark that one left. Its windows are to be closed. */
export function loseRow(disk: Disk, dice: Dice): void {
  const texts = [...disk.pages.values(), ...disk.log].filter(({ text }) => text !== '');
  const lines = texts.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  let at = dice.int(lines);
  const without = <T extends { readonly text: string }>(record: T): T => {
    if (record.text === '') return record;
    const kept = record.text.split('\n').filter(() => at-- !== 0);
    return { ...record, text: kept.join('\n') };
  };
  disk.pages = new Map([...disk.pages].map(([name, page]) => [name, without(page)]));
  disk.log = disk.log.map(without);
  disk.isLossy = true;
  disk.hasLost = true;
}

/** How an operation of a window gets through: at once, late, or never where the window was killed. */
export type Gate = <T>(work: () => T) => Promise<T>;

export const atOnce: Gate = async (work) => work();

export function aMemoryPages(disk: Disk, gate: Gate = atOnce): Pages {
  function mustWrite(epoch: number | null): void {
    if (epoch !== null && epoch !== disk.meta.epoch) throw new PagesError('stale-leader');
    if (disk.isFull) throw new PagesError('disk-full');
    if (disk.shut === 'pages') throw new PagesError('failed');
  }
  function mustRead(): void {
    if (disk.isDamaged) throw new PagesError('damaged');
  }
  function pagesAfter(last: Page | null): readonly Page[] {
    const all = [...disk.pages.values()].sort((one, other) => (pageName(one) < pageName(other) ? -1 : 1));
    return all.filter((page) => last === null || pageName(page) > pageName(last));
  }
  function readSome<Item>(itemsAfter: (last: Item | null) => readonly Item[]): AsyncIterable<Item> {
    const some = (last: Item | null) =>
      gate(() => {
        mustRead();
        return itemsAfter(last).slice(0, 3);
      });
    return readAhead(some, async (item) => item);
  }
  return {
    meta: () =>
      gate(() => {
        if (disk.shut === 'pages') throw new PagesError('failed');
        return disk.meta;
      }),
    takeLead: (atLeast) =>
      gate(() => {
        mustWrite(null);
        disk.meta = { ...disk.meta, epoch: Math.max(disk.meta.epoch + 1, atLeast) };
        return disk.meta.epoch;
      }),
    readPages: () => readSome<Page>((last) => pagesAfter(last)),
    findPages: (keys) =>
      gate(() => {
        mustRead();
        return keys.flatMap((key) => disk.pages.get(pageName(key)) ?? []);
      }),
    readLog: (seq) =>
      readSome<LogText>((last) => disk.log.filter((record) => record.seq > (last?.seq ?? seq))),
    logLength: () => gate(() => disk.log.length),
    publish: (epoch, { text, isAll, settled, ...rest }) =>
      gate(() => {
        mustWrite(epoch);
        const generation = disk.meta.generation + (isAll ? 1 : 0);
        disk.meta = { ...disk.meta, ...rest, generation, settled: [...disk.meta.settled, ...settled] };
        if (isAll) {
          disk.isDamaged = false;
          disk.isLossy = false;
          disk.pages = new Map();
          disk.log = [];
          disk.searchIndex = null;
        }
        if (text === '') return null;
        disk.log = [...disk.log, { seq: disk.nextSeq, text }];
        disk.nextSeq += 1;
        return disk.nextSeq - 1;
      }),
    // Text is text here.
    deflate: () => gate(() => false),
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
    keepHeardAt: async (epoch, heardAt) => {
      mustWrite(epoch);
      disk.meta = { ...disk.meta, heardAt };
    },
    sizes: () =>
      gate(() => {
        const sizes = new Map<string, number>();
        const add = (kind: string, text: string) => sizes.set(kind, (sizes.get(kind) ?? 0) + text.length);
        for (const { kind, text } of disk.pages.values()) add(kind, text);
        for (const { text } of disk.log) add('log', text);
        if (disk.searchIndex !== null)
          sizes.set('article', (sizes.get('article') ?? 0) + disk.searchIndex.length);
        return sizes;
      }),
    searchIndex: () => gate(() => disk.searchIndex),
    keepSearchIndex: (generation, bytes) =>
      gate(() => {
        mustWrite(null);
        if (generation === disk.meta.generation) disk.searchIndex = bytes;
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
  let deletions = 0;
  let isOpen = false;
  function mustWrite(): void {
    // Of files that are gone no handle is of any use.
    if (deletions !== disk.journalDeletions) throw new JournalError('failed');
    if (epoch < disk.journalEpoch) throw new JournalError('stale-leader');
    if (!isOpen) throw new JournalError('failed', { cause: 'not open' });
    if (disk.isFull) throw new JournalError('disk-full');
    if (disk.shut === 'journal') throw new JournalError('failed');
  }
  return {
    open: (newEpoch) =>
      gate(() => {
        if (newEpoch < disk.journalEpoch) throw new JournalError('stale-leader');
        if (disk.shut === 'journal') throw new JournalError('failed');
        epoch = newEpoch;
        if (!isOpen) disk.journalUsers += 1;
        isOpen = true;
        deletions = disk.journalDeletions;
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
        if (!disk.hasRoomToRewrite) throw new JournalError('disk-full');
        disk.journal = records;
      }),
    close: async () => {
      if (isOpen) disk.journalUsers -= 1;
      isOpen = false;
    },
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
    list: () => gate(() => [...blobs.values()].map((held) => ({ ...held, bytes: held.bytes.length }))),
    close: async () => {},
  };
}
