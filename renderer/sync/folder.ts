/**
 * Folds the log into pages while the leading window has nothing better to do, so
 * that the store grows with the rows of the company and not with its days; and
 * deflates what of the log was kept as it came.
 *
 * A few pages a slice, each in a transaction of its own. Cut off in between, the
 * log still has the rows, and folding them again changes nothing.
 */
import { createPageBook, type PageBook, rewritten } from '#renderer/data/page-book.ts';
import { type LogText, type PageKey, type Pages, PagesError } from '#renderer/data/pages.ts';
import type { Clock } from '#renderer/data/ports.ts';

export type Folding = {
  /** The log is folded when it has more records than this, */
  readonly atRecords: number;
  /** down to this many: other windows have read those before them. */
  readonly leaving: number;
};

export const usualFolding: Folding = { atRecords: 256, leaving: 64 };

export type Folder = {
  /** The log may have grown. */
  readonly look: () => void;
  readonly stop: () => void;
};

export type FolderOptions = {
  readonly pages: Pages;
  readonly clock: Clock;
  readonly folding: Folding;
  readonly epoch: number;
  readonly generation: () => number;
  /** What is there cannot be read. */
  readonly onDamaged: () => void;
};

const pagesASlice = 4;
/** What is folded at a time, in UTF-16 units, unless one record is longer. */
const batchLength = 1_000_000;
const idleMs = 2000;

export function createFolder(options: FolderOptions): Folder {
  const { pages, clock, folding, epoch, generation, onDamaged } = options;
  let book: { readonly generation: number; readonly pages: PageBook } | undefined;
  let isFolding = false;
  let isStopped = false;

  async function foldAll(): Promise<void> {
    // Before anything is read: what is read later may be of rows that have replaced these.
    const known = generation();
    const spare = (await pages.logLength()) - folding.leaving;
    if (spare <= 0) return;
    for await (const batch of batchesOf(pages.readLog(0), spare))
      if (!(await foldBatch(known, batch))) return;
  }

  /** False where the rows were replaced meanwhile, or the window stops. */
  async function foldBatch(known: number, batch: readonly LogText[]): Promise<boolean> {
    const placed = (await bookOf(known)).place(batch.map(({ text }) => text).join('\n'));
    const foldedTo = batch.at(-1)?.seq ?? null;
    // Nothing to write where all of it came and went: the records go all the same.
    for (let from = 0; from === 0 || from < placed.length; from += pagesASlice) {
      if (isStopped) return false;
      const slice = placed.slice(from, from + pagesASlice);
      const found = await pages.findPages(slice.map(({ key }) => key));
      const isLast = from + pagesASlice >= placed.length;
      const isFolded = await pages.fold(epoch, known, {
        pages: slice.map((lines) => rewritten(found.find(isAt(lines.key)), lines)),
        foldedTo: isLast ? foldedTo : null,
      });
      if (!isFolded) return false;
      await clock.pause();
    }
    return true;
  }

  /** Reads every page once, for the first folding of this window. */
  async function bookOf(known: number): Promise<PageBook> {
    if (book?.generation === known) return book.pages;
    const made = createPageBook();
    for await (const page of pages.readPages()) {
      made.learn(page);
      await clock.pause();
    }
    book = { generation: known, pages: made };
    return made;
  }

  function look(): void {
    if (isFolding || isStopped) return;
    isFolding = true;
    clock.after(idleMs, () => void run());
  }

  async function run(): Promise<void> {
    try {
      if ((await pages.logLength()) > folding.atRecords) await foldAll();
      while (!isStopped && (await pages.deflate(epoch))) await clock.pause();
    } catch (error) {
      if (!(error instanceof PagesError)) throw error;
      // Else a full disk, or a newer leader: the log has everything, and whoever leads looks again.
      if (error.kind === 'damaged' && !isStopped) onDamaged();
    } finally {
      isFolding = false;
    }
  }

  return {
    look,
    stop: () => {
      isStopped = true;
    },
  };
}

/** The oldest `count` of the log, each batch not longer than is folded at a time unless it is one record. */
async function* batchesOf(log: AsyncIterable<LogText>, count: number): AsyncGenerator<readonly LogText[]> {
  let batch: LogText[] = [];
  let length = 0;
  let left = count;
  for await (const record of log) {
    if (batch.length > 0 && length + record.text.length > batchLength) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(record);
    length += record.text.length;
    left -= 1;
    if (left === 0) break;
  }
  if (batch.length > 0) yield batch;
}

function isAt(key: PageKey): (page: PageKey) => boolean {
  return ({ kind, n }) => kind === key.kind && n === key.n;
}
