/**
 * The article index: what a person types, accents or not, one key wrong or
 * not, to the articles that tell it. It lives in memory and is fed row by row.
 *
 * It can begin from what an earlier one kept. Of that an article is found when
 * it is put again, and only then: one that says the same is not indexed again.
 */
import type { SearchResult } from 'minisearch';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { fold } from '#shared/lib/fold.ts';
import { must } from '#shared/lib/must.ts';
import type { Language } from '#shared/lib/words.ts';
import { type ArticleEntry, createEntrySearch, entryHash, entryLetters } from './article-entry.ts';
import { type KeptIndex, readKept, writeKept } from './kept-index.ts';

export type ArticleQuery = {
  readonly text: string;
  /** Only these; null for any. */
  readonly language: Language | null;
  readonly status: Article['status'] | null;
  /** Articles in this language come first. */
  readonly prefers: Language | null;
  readonly limit: number;
};

/** An article that answers, and the folded words of it that the query met. */
export type ArticleMatch = { readonly id: Article['id']; readonly words: readonly string[] };

export type ArticleIndex = {
  readonly put: (entry: ArticleEntry) => void;
  readonly drop: (id: string) => void;
  /** All articles there are have been put: others that were kept are forgotten. */
  readonly settle: () => void;
  readonly find: (query: ArticleQuery) => readonly ArticleMatch[];
  readonly entry: (id: string) => ArticleEntry | undefined;
  /** Indexing what is not kept would be felt at the next start, or what is kept tells of articles that have left. */
  readonly isWorthKeeping: () => boolean;
  readonly toKept: () => KeptIndex;
};

/** Of the best score of a sentence, what another article must have to be shown beside it. */
const leastShare = 0.3;
/** So many letters are indexed in about a tenth of a second. */
const feltLetters = 1_000_000;

/** What another build kept, or what is not whole, is the same as nothing. */
export function createArticleIndex(kept?: KeptIndex): ArticleIndex {
  const entries = new Map<string, ArticleEntry>();
  const known = kept === undefined ? undefined : readKept(kept);
  const index = known?.search ?? createEntrySearch();
  /** Kept and not put yet, with what they said. */
  const waiting = new Map(known?.hashes);
  let isKept = known !== undefined;
  let hasLeft = false;
  let newLetters = 0;

  const search = (query: ArticleQuery, combineWith: 'AND' | 'OR', slips: 'none' | 'some') =>
    index.search(query.text, {
      combineWith,
      // A stray digit or article of a long sentence says nothing about it.
      processTerm: (term) => (combineWith === 'OR' && term.length < 3 ? null : fold(term)),
      prefix: (term) => term.length > 1,
      // One slip in a word of four to seven letters, two in a longer one; short words mean what they say.
      fuzzy: (term) => (slips === 'none' || term.length < 4 ? false : term.length < 8 ? 1 : 2),
      boost: { title: 4, category: 2 },
      weights: { prefix: 0.5, fuzzy: 0.25 },
      filter: ({ id }) => isWanted(entries.get(id), query),
    });

  function drop(id: string): void {
    if (!entries.delete(id) && !waiting.delete(id)) return;
    index.discard(id);
    hasLeft = true;
  }

  return {
    put: (entry) => {
      const keptHash = waiting.get(entry.id);
      waiting.delete(entry.id);
      if (keptHash === undefined || keptHash !== entryHash(entry)) {
        if (index.has(entry.id)) index.discard(entry.id);
        index.add(entry);
        newLetters += entryLetters(entry);
      }
      entries.set(entry.id, entry);
    },
    drop,
    settle: () => {
      for (const id of waiting.keys()) drop(id);
    },
    find: (query) => {
      const first = (results: readonly SearchResult[], limit: number) =>
        bestOf(results, (id) => weightOf(entries.get(id), query), limit);
      // All the words as they were typed. Where that fills the list, nobody looks for slips: it takes half of the time.
      const typed = first(search(query, 'AND', 'none'), query.limit);
      if (typed.length === query.limit) return typed.map(toMatch);
      const known = new Set(typed.map(({ id }) => id));
      const all = search(query, 'AND', 'some');
      const others = all.filter(({ id }) => !known.has(id));
      if (all.length > 0) return [...typed, ...first(others, query.limit - typed.length)].map(toMatch);
      // For a sentence, the articles that have most of it.
      const some = first(search(query, 'OR', 'some'), query.limit);
      const least = (some[0]?.score ?? 0) * leastShare;
      return some.filter(({ score }) => score >= least).map(toMatch);
    },
    entry: (id) => entries.get(id),
    isWorthKeeping: () => newLetters >= feltLetters || (isKept && hasLeft),
    toKept: () => {
      isKept = true;
      hasLeft = false;
      newLetters = 0;
      return writeKept(index, (id) => waiting.get(id) ?? entryHash(must(entries.get(id), 'an article put')));
    },
  };
}

function toMatch({ id, terms }: Pick<SearchResult, 'id' | 'terms'>): ArticleMatch {
  return { id, words: terms };
}

function isWanted(entry: ArticleEntry | undefined, { language, status }: ArticleQuery): boolean {
  return (
    entry !== undefined &&
    (language === null || entry.language === language) &&
    (status === null || entry.status === status)
  );
}

/** At most 1; a draft counts for less than what was reviewed. */
function weightOf(entry: ArticleEntry | undefined, { prefers }: ArticleQuery): number {
  const preferred = prefers === null || prefers === entry?.language ? 1 : 0.3;
  return preferred * (entry?.status === 'published' ? 1 : 0.6);
}

/**
 * The first of them by their score times their weight. They come by their score,
 * so that the walk ends where no weight can lift one among the best; weighing
 * each word of each of them inside the search would take half as long again.
 */
function bestOf(
  results: readonly SearchResult[],
  weightOfId: (id: string) => number,
  limit: number,
): readonly Pick<SearchResult, 'id' | 'score' | 'terms'>[] {
  const best: Pick<SearchResult, 'id' | 'score' | 'terms'>[] = [];
  for (const { id, score, terms } of results) {
    if (best.length === limit && score <= (best.at(-1)?.score ?? 0)) break;
    const weighted = { id, score: score * weightOfId(id), terms };
    const before = best.findLastIndex((other) => other.score >= weighted.score);
    best.splice(before + 1, 0, weighted);
    best.length = Math.min(best.length, limit);
  }
  return best;
}
