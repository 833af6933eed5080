/**
 * Asking the search worker.
 *
 * It begins with the index kept in the store. Articles are fed as they change,
 * only the changed ones, a slice at a time. The latest question wins: an older
 * one still under way is answered with null. A worker that fails or stays silent
 * is replaced for good by an index in this thread: slower, never without an answer.
 */
import type { Bytes } from '#renderer/data/blobs.ts';
import type { SearchStore } from '#renderer/data/client.ts';
import type { Clock } from '#renderer/data/ports.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { type ArticleEntry, entryLetters } from '#shared/search/article-entry.ts';
import type { ArticleQuery } from '#shared/search/article-index.ts';
import { createSearchDesk } from './search-desk.ts';
import type { FoundArticle, SearchAnswer, SearchRequest } from './search-messages.ts';

/** The other side, a `Worker` or what stands in for it. */
export type SearchPort = {
  readonly post: (request: SearchRequest) => void;
  readonly listen: (onAnswer: (answer: SearchAnswer) => void, onFailure: () => void) => void;
  readonly close: () => void;
};

export type ArticleSearch = {
  /** All articles there are now; what is missing from them is forgotten. Another store: another person. */
  readonly feed: (rows: readonly Row<'article'>[], store: SearchStore) => void;
  /** Null when a later question overtook this one. */
  readonly find: (query: ArticleQuery) => Promise<readonly FoundArticle[] | null>;
};

/** For a worker that never spoke, and for one that did: it may have a large base to index first. */
const silenceMs = { unheard: 5_000, heard: 30_000 } as const;
/** So long after the last change or question the index is given away to be kept. */
const quietMs = 5_000;
/** What is posted at a time takes this thread a few milliseconds. */
const lettersASlice = 500_000;

export function createArticleSearch(
  open: () => SearchPort,
  clock: Pick<Clock, 'after' | 'pause'>,
): ArticleSearch {
  let store: SearchStore | null = null;
  let seen: readonly Row<'article'>[] = [];
  let entries = new Map<string, ArticleEntry>();
  /** What is posted, in its order. */
  let line: Promise<void> = Promise.resolve();
  let seq = 0;
  let waiting: Waiting | null = null;
  /** Bound to the store it was asked for. */
  let giving: { readonly seq: number; readonly keep: (bytes: Bytes) => void } | null = null;
  let cancelGiving: (() => void) | null = null;
  let wasHeard = false;

  function settle(found: readonly FoundArticle[] | null): void {
    const current = waiting;
    waiting = null;
    current?.stop();
    current?.settle(found);
  }

  function handleAnswer(answer: SearchAnswer): void {
    wasHeard = true;
    if (answer.kind === 'found' && answer.seq === waiting?.seq) settle(answer.found);
    if (answer.kind === 'given' && answer.seq === giving?.seq) giving.keep(answer.bytes);
  }

  function fallBack(): void {
    worker?.close();
    worker = null;
    post = createSearchDesk(handleAnswer);
    post({ kind: 'feed', put: [...entries.values()], drop: [], isAll: true });
    if (waiting !== null) post({ kind: 'find', seq: waiting.seq, query: waiting.query });
  }

  function inLine(work: () => void | Promise<void>): void {
    line = line.then(work);
  }

  function begin(its: SearchStore): void {
    store = its;
    seen = [];
    entries = new Map();
    inLine(async () => post({ kind: 'begin', kept: await its.read() }));
  }

  async function send(put: readonly ArticleEntry[], drop: readonly string[]): Promise<void> {
    const slices = slicesOf(put);
    for (const slice of slices.slice(0, -1)) {
      post({ kind: 'feed', put: slice, drop: [], isAll: false });
      await clock.pause();
    }
    post({ kind: 'feed', put: slices.at(-1) ?? [], drop, isAll: true });
  }

  function giveWhenQuiet(): void {
    cancelGiving?.();
    cancelGiving = clock.after(quietMs, () => {
      cancelGiving = null;
      // Without a worker it would hold up this thread.
      const keep = worker === null ? undefined : store?.keeper();
      if (keep === undefined || keep === null) return;
      seq += 1;
      giving = { seq, keep };
      const request = { kind: 'give', seq } as const;
      inLine(() => post(request));
    });
  }

  let worker = opened(open);
  let post = worker?.post ?? createSearchDesk(handleAnswer);
  worker?.listen(handleAnswer, fallBack);

  return {
    feed: (rows, its) => {
      if (its !== store) begin(its);
      if (rows === seen) return;
      seen = rows;
      const { put, drop, next } = changes(entries, rows);
      entries = next;
      if (put.length === 0 && drop.length === 0) return;
      inLine(() => send(put, drop));
      giveWhenQuiet();
    },
    find: (query) => {
      settle(null);
      if (cancelGiving !== null) giveWhenQuiet();
      seq += 1;
      const question = { kind: 'find', seq, query } as const;
      return new Promise((resolve) => {
        const stop = clock.after(wasHeard ? silenceMs.heard : silenceMs.unheard, fallBack);
        waiting = { seq, query, settle: resolve, stop };
        inLine(() => {
          if (waiting?.seq === question.seq) post(question);
        });
      });
    },
  };
}

type Waiting = {
  readonly seq: number;
  readonly query: ArticleQuery;
  readonly settle: (found: readonly FoundArticle[] | null) => void;
  readonly stop: () => void;
};

/** A worker may be refused at once, by a policy or a page already offline. */
function opened(open: () => SearchPort): SearchPort | null {
  try {
    return open();
  } catch {
    return null;
  }
}

function slicesOf(all: readonly ArticleEntry[]): readonly (readonly ArticleEntry[])[] {
  const slices: ArticleEntry[][] = [];
  let letters = lettersASlice;
  for (const entry of all) {
    if (letters >= lettersASlice) {
      slices.push([]);
      letters = 0;
    }
    slices.at(-1)?.push(entry);
    letters += entryLetters(entry);
  }
  return slices;
}

function changes(before: ReadonlyMap<string, ArticleEntry>, rows: readonly Row<'article'>[]) {
  const next = new Map<string, ArticleEntry>();
  const put: ArticleEntry[] = [];
  for (const { doc } of rows) {
    const { id, title, body, category, language, status } = doc;
    const entry = { id, title, body, category, language, status };
    const old = before.get(id);
    if (old === undefined || !isSame(old, entry)) put.push(entry);
    next.set(id, entry);
  }
  return { put, drop: [...before.keys()].filter((id) => !next.has(id)), next };
}

function isSame(one: ArticleEntry, other: ArticleEntry): boolean {
  return (
    one.title === other.title &&
    one.body === other.body &&
    one.category === other.category &&
    one.language === other.language &&
    one.status === other.status
  );
}
