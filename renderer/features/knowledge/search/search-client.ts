/**
 * Asking the search worker.
 *
 * Articles are fed as they change, only the changed ones. The latest question
 * wins: an older one still under way is answered with null. A worker that fails
 * or stays silent is replaced for good by an index in this thread: slower, never
 * without an answer.
 */
import type { Article } from '#shared/domain/knowledge/article.ts';
import { type ArticleEntry, type ArticleQuery, createArticleIndex } from '#shared/search/article-index.ts';
import { answerSearch, type FoundArticle, type SearchAnswer, type SearchRequest } from './search-messages.ts';

/** The other side, a `Worker` or what stands in for it. */
export type SearchPort = {
  readonly post: (request: SearchRequest) => void;
  readonly listen: (onAnswer: (answer: SearchAnswer) => void, onFailure: () => void) => void;
  readonly close: () => void;
};

/** Calls back after `ms`, unless the function returned is called first. */
export type Timer = (callback: () => void, ms: number) => () => void;

export type ArticleSearch = {
  /** All articles there are now; what is missing from them is forgotten. */
  readonly feed: (articles: readonly Article[]) => void;
  /** Null when a later question overtook this one. */
  readonly find: (query: ArticleQuery) => Promise<readonly FoundArticle[] | null>;
};

/** For a worker that never spoke, and for one that did: it may have a large base to index first. */
const silenceMs = { unheard: 5_000, heard: 30_000 } as const;

export function createArticleSearch(open: () => SearchPort, timer: Timer): ArticleSearch {
  let entries = new Map<string, ArticleEntry>();
  let seq = 0;
  let waiting: { readonly query: ArticleQuery; readonly settle: Settle; readonly stop: () => void } | null =
    null;

  const settle: Settle = (found) => {
    const current = waiting;
    waiting = null;
    current?.stop();
    current?.settle(found);
  };
  let wasHeard = false;
  const handleAnswer = (answer: SearchAnswer) => {
    wasHeard = true;
    if (answer.seq === seq) settle(answer.found);
  };
  const fallBack = () => {
    worker?.close();
    worker = null;
    post = postTo(localPort(), handleAnswer);
    post({ kind: 'feed', put: [...entries.values()], drop: [] });
    if (waiting !== null) post({ kind: 'find', seq, query: waiting.query });
  };

  let worker = opened(open);
  let post = worker === null ? postTo(localPort(), handleAnswer) : postTo(worker, handleAnswer, fallBack);

  return {
    feed: (articles) => {
      const { put, drop, next } = changes(entries, articles);
      entries = next;
      if (put.length > 0 || drop.length > 0) post({ kind: 'feed', put, drop });
    },
    find: (query) => {
      settle(null);
      seq += 1;
      return new Promise((resolve) => {
        waiting = {
          query,
          settle: resolve,
          stop: timer(fallBack, wasHeard ? silenceMs.heard : silenceMs.unheard),
        };
        post({ kind: 'find', seq, query });
      });
    },
  };
}

type Settle = (found: readonly FoundArticle[] | null) => void;

/** A worker may be refused at once, by a policy or a page already offline. */
function opened(open: () => SearchPort): SearchPort | null {
  try {
    return open();
  } catch {
    return null;
  }
}

function postTo(port: SearchPort, onAnswer: (answer: SearchAnswer) => void, onFailure = () => {}) {
  port.listen(onAnswer, onFailure);
  return port.post;
}

function localPort(): SearchPort {
  const index = createArticleIndex();
  let tell: (answer: SearchAnswer) => void = () => {};
  return {
    post: (request) => {
      const answer = answerSearch(index, request);
      if (answer !== null) tell(answer);
    },
    listen: (onAnswer) => {
      tell = onAnswer;
    },
    close: () => {},
  };
}

function changes(before: ReadonlyMap<string, ArticleEntry>, articles: readonly Article[]) {
  const next = new Map<string, ArticleEntry>();
  const put: ArticleEntry[] = [];
  for (const { id, title, body, category, language, status } of articles) {
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
