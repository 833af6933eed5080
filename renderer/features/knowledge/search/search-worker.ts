/** The article index in a thread of its own, so that typing never waits for it. */
import { createArticleIndex } from '#shared/search/article-index.ts';
import { answerSearch, type SearchAnswer, type SearchRequest } from './search-messages.ts';

const index = createArticleIndex();

self.onmessage = ({ data }: MessageEvent<SearchRequest>) => {
  const answer = answerSearch(index, data);
  if (answer !== null) self.postMessage(answer);
};

const here: SearchAnswer = { seq: 0, found: [] };
self.postMessage(here);
