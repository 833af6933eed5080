/**
 * The one search of this window. Its worker starts with the program and stays:
 * created after the network has gone it would fail without a word.
 */
import { browserClock } from '#renderer/sync/browser-ports.ts';
import { createArticleSearch, type SearchPort } from './search-client.ts';
import type { SearchAnswer } from './search-messages.ts';

export const articleSearch = createArticleSearch(openWorker, browserClock);

function openWorker(): SearchPort {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (request) => {
      const kept = request.kind === 'begin' ? request.kept : null;
      worker.postMessage(request, { transfer: kept === null ? [] : [kept.buffer] });
    },
    listen: (onAnswer, onFailure) => {
      worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => onAnswer(data);
      worker.onerror = onFailure;
      worker.onmessageerror = onFailure;
    },
    close: () => worker.terminate(),
  };
}
