/**
 * The one search of this window. Its worker starts with the program and stays:
 * created after the network has gone it would fail without a word.
 */
import { createArticleSearch, type SearchPort } from './search-client.ts';
import type { SearchAnswer } from './search-messages.ts';

export const articleSearch = createArticleSearch(openWorker, (callback, ms) => {
  const timeout = setTimeout(callback, ms);
  return () => clearTimeout(timeout);
});

function openWorker(): SearchPort {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (request) => worker.postMessage(request),
    listen: (onAnswer, onFailure) => {
      worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => onAnswer(data);
      worker.onerror = onFailure;
      worker.onmessageerror = onFailure;
    },
    close: () => worker.terminate(),
  };
}
