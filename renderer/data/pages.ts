/**
 * The confirmed part of the store: pages, log and meta.
 *
 * A pull is published in one transaction or not at all: its rows in the log, its
 * cursors with term and generation, and the outcomes it brought.
 * A cursor moved apart from its rows would lose them in a crash.
 */
import type { Settled } from './journal.ts';

export type StoreMeta = {
  /** Grows with every leader; an older one is refused. */
  readonly epoch: number;
  /** Grows when the rows are replaced as a whole. */
  readonly generation: number;
  /** The log up to this seq is in the pages. */
  readonly foldedTo: number;
  /** The stretch of the server's history last read; null before the first pull. */
  readonly term: string | null;
  /** How far each scope was read. */
  readonly cursors: Readonly<Record<string, number>>;
  /** The `rowForms` under which every row here was found plain; null where one was not, or nobody has looked. */
  readonly forms: string | null;
  /** Settled by a pull and not yet marked in the journal. They win over it. */
  readonly settled: readonly Settled[];
  /** What to add to this computer's clock to have the server's. */
  readonly clockOffsetMs: number;
};

export const emptyMeta: StoreMeta = {
  epoch: 0,
  generation: 0,
  foldedTo: 0,
  term: null,
  cursors: {},
  forms: null,
  settled: [],
  clockOffsetMs: 0,
};

export type Publication = Pick<StoreMeta, 'term' | 'cursors' | 'forms' | 'settled' | 'clockOffsetMs'> & {
  /** Rows as received, one a line; may be empty. */
  readonly text: string;
  /** A new generation: these rows replace all others. */
  readonly isAll: boolean;
};

export type LogText = { readonly seq: number; readonly text: string };

export type PageKey = { readonly kind: string; readonly n: number };
/** Rows of one kind as received, one a line. */
export type Page = PageKey & { readonly text: string };

/** `foldedTo`: with this slice everything of the log up to there is in the pages. */
export type FoldSlice = { readonly pages: readonly Page[]; readonly foldedTo: number | null };

export type Pages = {
  readonly meta: () => Promise<StoreMeta>;
  /** The next epoch, at least `atLeast`. Whatever an older leader still writes is refused. */
  readonly takeLead: (atLeast: number) => Promise<number>;
  /** The pages after one of them, in an order of their own, some at a time; empty at their end. */
  readonly pagesAfter: (key: PageKey | null) => Promise<readonly Page[]>;
  readonly findPages: (keys: readonly PageKey[]) => Promise<readonly Page[]>;
  /** The log after `seq`, oldest first, some records at a time; empty at its end. */
  readonly logAfter: (seq: number) => Promise<readonly LogText[]>;
  /** Records in the log. */
  readonly logLength: () => Promise<number>;
  /** The seq of its last log record; null where it had no rows. */
  readonly publish: (epoch: number, publication: Publication) => Promise<number | null>;
  /** False, and nothing was written, where the rows have been replaced since `generation`. */
  readonly fold: (epoch: number, generation: number, slice: FoldSlice) => Promise<boolean>;
  /** The journal knows these now. */
  readonly forgetSettled: (epoch: number, ms: readonly string[]) => Promise<void>;
  /** Bytes on disk: of the pages of each kind, and of the log under `log`. */
  readonly sizes: () => Promise<ReadonlyMap<string, number>>;
  /** What the last list showed, in a text of its own form. It goes when the rows are replaced. */
  readonly hot: () => Promise<string | null>;
  /** Not kept where the rows have been replaced since `generation`. */
  readonly keepHot: (generation: number, text: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Reads every page there is, each once. */
export async function visitPages(
  pages: Pick<Pages, 'pagesAfter'>,
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  for (let last: PageKey | null = null; ; ) {
    const some: readonly Page[] = await pages.pagesAfter(last);
    for (const page of some) await visit(page);
    last = some.at(-1) ?? null;
    if (last === null) return;
  }
}

export type PagesErrorKind =
  | 'stale-leader'
  | 'disk-full'
  /** What is there cannot be read. The server has all of it. */
  | 'damaged'
  | 'failed';

export class PagesError extends Error {
  override readonly name = 'PagesError';
  readonly kind: PagesErrorKind;
  constructor(kind: PagesErrorKind, options?: ErrorOptions) {
    super(`The store could not be used (${kind})`, options);
    this.kind = kind;
  }
}
