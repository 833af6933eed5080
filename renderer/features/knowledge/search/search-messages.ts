/** What the search worker and the interface say to each other, and the one place that answers it. */
import type { ArticleEntry, ArticleIndex, ArticleQuery } from '#shared/search/article-index.ts';
import { excerptOf, markHits, type Piece } from '#shared/search/highlight.ts';

export type FoundArticle = {
  readonly id: string;
  readonly title: readonly Piece[];
  readonly excerpt: readonly Piece[];
};

export type SearchRequest =
  | {
      readonly kind: 'feed';
      readonly put: readonly ArticleEntry[];
      readonly drop: readonly string[];
    }
  | { readonly kind: 'find'; readonly seq: number; readonly query: ArticleQuery };

/** Questions are numbered from 1; 0 is the worker saying that it is there. */
export type SearchAnswer = { readonly seq: number; readonly found: readonly FoundArticle[] };

const excerptLength = 160;

/** Answers a request over an index; a feed has no answer. */
export function answerSearch(index: ArticleIndex, request: SearchRequest): SearchAnswer | null {
  if (request.kind === 'feed') {
    for (const id of request.drop) index.drop(id);
    for (const entry of request.put) index.put(entry);
    return null;
  }
  const found = index.find(request.query).flatMap(({ id, words }): FoundArticle[] => {
    const entry = index.entry(id);
    if (entry === undefined) return [];
    const excerpt = excerptOf(entry.body, words, excerptLength);
    return [{ id, title: markHits(entry.title, words), excerpt: markHits(excerpt, words) }];
  });
  return { seq: request.seq, found };
}
