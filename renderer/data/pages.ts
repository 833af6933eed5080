/**
 * The confirmed part of the store: pages, log and meta.
 *
 * A pull is published in one transaction or not at all: its rows in the log, its
 * cursors with term and generation, and the outcomes it brought.
 * A cursor moved apart from its rows would lose them in a crash.
 */
import type { Bytes } from './blobs.ts';
import type { Settled } from './journal.ts';

/** What was held otherwise than the server said, and was fetched anew. */
export type Mending = {
  readonly scope: string;
  /** When it was last found, by this computer's clock. */
  readonly at: number;
  /** How many rows were missing, too many or others. */
  readonly rows: number;
  /** How often in a row it was fetched anew. */
  readonly tries: number;
  /** False where it differed even then. */
  readonly isMended: boolean;
};

export type StoreMeta = {
  /** Grows with every leader; an older one is refused. */
  readonly epoch: number;
  /** Grows when the rows are replaced as a whole. */
  readonly generation: number;
  /** The log up to this seq is in the pages. */
  readonly foldedTo: number;
  /** From this seq on the log may hold rows as they came, not deflated yet; null where it has none. */
  readonly rawFrom: number | null;
  /** The stretch of the server's history last read; null before the first pull. */
  readonly term: string | null;
  /** How far each scope was read. */
  readonly cursors: Readonly<Record<string, number>>;
  /** The `rowForms` under which every row here was found plain; null where one was not, or nobody has looked. */
  readonly forms: string | null;
  /** So much of the journal could not be read when the server was last asked. What it holds heard nothing. */
  readonly setAside: number;
  /** Settled by a pull and not yet marked in the journal. They win over it. */
  readonly settled: readonly Settled[];
  /** What to add to this computer's clock to have the server's. */
  readonly clockOffsetMs: number;
  /** One a scope, for as long as somebody may want to know. */
  readonly mendings: readonly Mending[];
  /** The last contact with the server, to the minute, by this computer's clock; null before the first. */
  readonly heardAt: number | null;
};

export const emptyMeta: StoreMeta = {
  epoch: 0,
  generation: 0,
  foldedTo: 0,
  rawFrom: null,
  term: null,
  cursors: {},
  forms: null,
  setAside: 0,
  settled: [],
  clockOffsetMs: 0,
  mendings: [],
  heardAt: null,
};

export type Publication = Omit<StoreMeta, 'epoch' | 'generation' | 'foldedTo' | 'rawFrom' | 'heardAt'> & {
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
  /** Every page there is, each once, in an order of their own; the next ones are read while one is looked at. */
  readonly readPages: () => AsyncIterable<Page>;
  readonly findPages: (keys: readonly PageKey[]) => Promise<readonly Page[]>;
  /** The log after `seq`, oldest first; read ahead as the pages are. */
  readonly readLog: (seq: number) => AsyncIterable<LogText>;
  /** Records in the log. */
  readonly logLength: () => Promise<number>;
  /** The seq of its last log record; null where it had no rows. */
  readonly publish: (epoch: number, publication: Publication) => Promise<number | null>;
  /** Deflates some of what was too long to be deflated when it was published. False where there is none. */
  readonly deflate: (epoch: number) => Promise<boolean>;
  /** False, and nothing was written, where the rows have been replaced since `generation`. */
  readonly fold: (epoch: number, generation: number, slice: FoldSlice) => Promise<boolean>;
  /** The journal knows these now. */
  readonly forgetSettled: (epoch: number, ms: readonly string[]) => Promise<void>;
  readonly keepHeardAt: (epoch: number, at: number) => Promise<void>;
  /** Bytes on disk: of the pages of each kind, of articles with their index, and of the log under `log`. */
  readonly sizes: () => Promise<ReadonlyMap<string, number>>;
  /** The index of the articles, deflated, in a form of its own. It goes when the rows are replaced. */
  readonly searchIndex: () => Promise<Bytes | null>;
  /** Not kept where the rows have been replaced since `generation`. */
  readonly keepSearchIndex: (generation: number, bytes: Bytes) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Everything there is, some records at a time, each unpacked by itself. While
 * they are looked at the next are read and unpacked, and no more: they are long.
 * `itemsAfter` has nothing at the end.
 */
export async function* readAhead<Item, Made>(
  itemsAfter: (last: Item | null) => Promise<readonly Item[]>,
  unpack: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const heard = <T>(promise: Promise<T>): Promise<T> => {
    // It is looked at when its turn comes, if ever.
    promise.catch(() => undefined);
    return promise;
  };
  const readAfter = async (before: Item | null) => {
    const items = await itemsAfter(before);
    return { last: items.at(-1), all: items.map((item) => heard(unpack(item))) };
  };
  let next = readAfter(null);
  for (;;) {
    const { last, all } = await next;
    if (last === undefined) return;
    next = heard(readAfter(last));
    for (const one of all) yield one;
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
