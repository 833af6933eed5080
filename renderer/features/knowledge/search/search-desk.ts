/** Takes requests and answers them over an index of its own, one after another. */
import { type ArticleIndex, type ArticleQuery, createArticleIndex } from '#shared/search/article-index.ts';
import { excerptOf, markHits } from '#shared/search/highlight.ts';
import { readIndexBytes, toIndexBytes } from './index-bytes.ts';
import type { FoundArticle, SearchAnswer, SearchRequest } from './search-messages.ts';

const excerptLength = 160;

export function createSearchDesk(tell: (answer: SearchAnswer) => void): (request: SearchRequest) => void {
  let index = createArticleIndex();
  let last: Promise<void> = Promise.resolve();

  async function take(request: SearchRequest): Promise<void> {
    switch (request.kind) {
      case 'begin': {
        const kept = request.kept === null ? undefined : await readIndexBytes(request.kept);
        index = createArticleIndex(kept);
        break;
      }
      case 'feed':
        for (const id of request.drop) index.drop(id);
        for (const entry of request.put) index.put(entry);
        if (request.isAll) index.settle();
        break;
      case 'find':
        tell({ kind: 'found', seq: request.seq, found: foundIn(index, request.query) });
        break;
      case 'give':
        if (index.isWorthKeeping()) void give(request.seq);
        break;
    }
  }

  /** Questions that come while it is deflated do not wait for it. */
  async function give(seq: number): Promise<void> {
    tell({ kind: 'given', seq, bytes: await toIndexBytes(index.toKept()) });
  }

  return (request) => {
    last = last.then(() => take(request));
  };
}

function foundIn(index: ArticleIndex, query: ArticleQuery): readonly FoundArticle[] {
  return index.find(query).flatMap(({ id, words }): FoundArticle[] => {
    const entry = index.entry(id);
    if (entry === undefined) return [];
    const excerpt = excerptOf(entry.body, words, excerptLength);
    return [{ id, title: markHits(entry.title, words), excerpt: markHits(excerpt, words) }];
  });
}
