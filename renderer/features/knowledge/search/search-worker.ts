/** The article index in a thread of its own, so that typing never waits for it. */
import { createSearchDesk } from './search-desk.ts';
import type { SearchAnswer, SearchRequest } from './search-messages.ts';

const tell = (answer: SearchAnswer): void =>
  self.postMessage(answer, { transfer: answer.kind === 'given' ? [answer.bytes.buffer] : [] });

const take = createSearchDesk(tell);

self.onmessage = ({ data }: MessageEvent<SearchRequest>) => take(data);
// A window hears of errors alone.
self.onunhandledrejection = ({ reason }) => {
  throw reason;
};

tell({ kind: 'here' });
