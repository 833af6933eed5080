/** Runs in a page: articles are fed to the search of the app and its worker, and to a bare MiniSearch in this thread. */
import MiniSearch from 'minisearch';
import { createArticleSearch } from '#renderer/features/knowledge/search/search-client.ts';
import type { SearchAnswer } from '#renderer/features/knowledge/search/search-messages.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { fold } from '#shared/lib/fold.ts';
import type { ArticleEntry, ArticleQuery } from '#shared/search/article-index.ts';
import { wordsOf } from '#shared/search/text.ts';
import { sampleArticles, sampleQueries } from './sample-articles.ts';

export type SearchInput = {
  readonly workerCode: string;
  readonly articles: number;
  readonly queries: number;
};
export type SearchTimes = {
  /** From the articles to the first answer. */
  readonly load: { readonly ours: number; readonly bare: number };
  readonly find: { readonly ours: readonly number[]; readonly bare: readonly number[] };
};

Reflect.set(globalThis, 'searchArticles', searchArticles);

async function searchArticles({ workerCode, articles, queries }: SearchInput): Promise<SearchTimes> {
  const entries = sampleArticles(articles);
  const texts = sampleQueries(entries, queries);
  const bare = new MiniSearch<ArticleEntry>({
    fields: ['title', 'category', 'body'],
    tokenize: (text) => [...wordsOf(text)],
    processTerm: fold,
  });
  const askBare = (text: string) =>
    bare.search(text, { combineWith: 'AND', prefix: true, fuzzy: 0.2, boost: { title: 4 } }).slice(0, 20);
  const bareLoad = await timed(async () => {
    bare.addAll(entries);
    askBare(texts[0] ?? '');
  });
  const search = createArticleSearch(
    () => openWorker(workerCode),
    () => () => {},
  );
  const ask = (text: string) => search.find(queryOf(text));
  const oursLoad = await timed(async () => {
    search.feed(entries as readonly Article[]);
    await ask(texts[0] ?? '');
  });
  const find = { ours: [] as number[], bare: [] as number[] };
  for (const text of texts) {
    find.ours.push(await timed(() => ask(text)));
    find.bare.push(await timed(async () => askBare(text)));
  }
  return { load: { ours: oursLoad, bare: bareLoad }, find };
}

function queryOf(text: string): ArticleQuery {
  return { text, language: null, status: null, prefers: 'pt-BR', limit: 20 };
}

function openWorker(code: string) {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  return {
    post: (request: object) => worker.postMessage(request),
    listen: (onAnswer: (answer: SearchAnswer) => void, onFailure: () => void) => {
      worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => onAnswer(data);
      worker.onerror = onFailure;
    },
    close: () => worker.terminate(),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
