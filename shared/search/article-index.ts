/**
 * The article index: what a person types, accents or not, one key wrong or
 * not, to the articles that tell it. It lives in memory and is fed row by row.
 */
import MiniSearch from 'minisearch';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { fold } from '#shared/lib/fold.ts';
import type { Language } from '#shared/lib/words.ts';
import { wordsOf } from './text.ts';

/** The part of an article that is searched. */
export type ArticleEntry = Pick<Article, 'id' | 'title' | 'body' | 'category' | 'language' | 'status'>;

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
  readonly find: (query: ArticleQuery) => readonly ArticleMatch[];
  readonly entry: (id: string) => ArticleEntry | undefined;
};

/** Of the best score of a sentence, what another article must have to be shown beside it. */
const leastShare = 0.3;

export function createArticleIndex(): ArticleIndex {
  const entries = new Map<string, ArticleEntry>();
  const index = new MiniSearch<ArticleEntry>({
    fields: ['title', 'category', 'body'],
    tokenize: (text) => [...wordsOf(text)],
    processTerm: fold,
  });
  const search = (query: ArticleQuery, combineWith: 'AND' | 'OR') =>
    index.search(query.text, {
      combineWith,
      // A stray digit or article of a long sentence says nothing about it.
      processTerm: (term) => (combineWith === 'OR' && term.length < 3 ? null : fold(term)),
      prefix: (term) => term.length > 1,
      // One slip in a word of four to seven letters, two in a longer one; short words mean what they say.
      fuzzy: (term) => (term.length < 4 ? false : term.length < 8 ? 1 : 2),
      boost: { title: 4, category: 2 },
      weights: { prefix: 0.5, fuzzy: 0.25 },
      boostDocument: (id) => weightOf(entries.get(id), query),
    });
  return {
    put: (entry) => {
      if (entries.has(entry.id)) index.discard(entry.id);
      entries.set(entry.id, entry);
      index.add(entry);
    },
    drop: (id) => {
      if (entries.delete(id)) index.discard(id);
    },
    find: (query) => {
      // All the words if an article has them; for a sentence, the articles that have most of it.
      const all = search(query, 'AND');
      const some = all.length > 0 ? all : search(query, 'OR');
      const least = (some[0]?.score ?? 0) * leastShare;
      const found = all.length > 0 ? all : some.filter(({ score }) => score >= least);
      return found.slice(0, query.limit).map(({ id, terms }) => ({ id, words: terms }));
    },
    entry: (id) => entries.get(id),
  };
}

/** Nothing for an article the query leaves out; a draft counts for less than what was reviewed. */
function weightOf(entry: ArticleEntry | undefined, query: ArticleQuery): number {
  if (entry === undefined) return 0;
  if (query.language !== null && entry.language !== query.language) return 0;
  if (query.status !== null && entry.status !== query.status) return 0;
  const preferred = query.prefers === null || query.prefers === entry.language ? 1 : 0.3;
  return preferred * (entry.status === 'published' ? 1 : 0.6);
}
