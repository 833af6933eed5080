/** Runs in a page: articles are fed to the search of the app and its worker, and to a bare MiniSearch in this thread. */
import { Dexie } from 'dexie';
import MiniSearch from 'minisearch';
import type { SearchStore } from '#renderer/data/client.ts';
import { openDatabase } from '#renderer/data/database.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import {
  type ArticleSearch,
  createArticleSearch,
} from '#renderer/features/knowledge/search/search-client.ts';
import type { SearchAnswer } from '#renderer/features/knowledge/search/search-messages.ts';
import { browserClock } from '#renderer/sync/browser-ports.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { fold } from '#shared/lib/fold.ts';
import type { ArticleEntry } from '#shared/search/article-entry.ts';
import type { ArticleQuery } from '#shared/search/article-index.ts';
import { wordsOf } from '#shared/search/text.ts';
import { anArticle } from '#test/support/builders.ts';
import { watchTasks } from '../long-tasks.ts';
import { packing, raiaStore } from '../store/raia.ts';
import { sampleArticles, sampleQueries } from './sample-articles.ts';

export type SearchInput = {
  readonly workerCode: string;
  readonly articles: number;
  readonly queries: number;
};
/** In ms. */
export type Pair<T> = { readonly ours: T; readonly bare: T };
export type KeptTimes = {
  /** From the articles and what was kept to the first answer. */
  readonly load: Pair<number>;
  /** The longest that the page could not answer while ours was loaded. */
  readonly longestTask: number;
  readonly find: Pair<readonly number[]>;
};

Reflect.set(globalThis, 'indexArticles', indexArticles);
Reflect.set(globalThis, 'searchKept', searchKept);

const bareOptions = {
  fields: ['title', 'category', 'body'],
  tokenize: (text: string) => [...wordsOf(text)],
  processTerm: fold,
};
const bareDatabase = new Dexie('bare');
bareDatabase.version(1).stores({ kept: '' });

/** The first time: from the articles to the first answer, then both are kept. */
async function indexArticles(input: SearchInput): Promise<Pair<number>> {
  const { rows, texts } = sample(input);
  const [first = ''] = texts;
  const bare = new MiniSearch<ArticleEntry>(bareOptions);
  const bareMs = await timed(async () => {
    bare.addAll(rows.map(({ doc }) => doc));
    askBare(bare, first);
  });
  await bareDatabase.table('kept').put(JSON.stringify(bare), 'index');
  const store = await openStore();
  const search = await openSearch(input.workerCode);
  const oursMs = await timed(async () => {
    search.feed(rows, store);
    await search.find(queryOf(first));
  });
  while ((await store.read()) === null) await new Promise((resolve) => setTimeout(resolve, 100));
  return { ours: oursMs, bare: bareMs };
}

/** At every later start. */
async function searchKept(input: SearchInput): Promise<KeptTimes> {
  const { rows, texts } = sample(input);
  const [first = ''] = texts;
  const store = await openStore();
  const search = await openSearch(input.workerCode);
  const longestTask = watchTasks();
  const oursMs = await timed(async () => {
    search.feed(rows, store);
    await search.find(queryOf(first));
  });
  const longest = await longestTask();
  const json: string = await bareDatabase.table('kept').get('index');
  let bare = new MiniSearch<ArticleEntry>(bareOptions);
  const bareMs = await timed(async () => {
    bare = MiniSearch.loadJSON(json, bareOptions);
    askBare(bare, first);
  });
  const find = { ours: [] as number[], bare: [] as number[] };
  for (const text of texts) {
    find.ours.push(await timed(() => search.find(queryOf(text))));
    find.bare.push(await timed(async () => askBare(bare, text)));
  }
  return { load: { ours: oursMs, bare: bareMs }, longestTask: longest, find };
}

function sample({ articles, queries }: SearchInput) {
  const entries = sampleArticles(articles);
  const written = anArticle();
  // As rows are that were read from a store: their strings are not pieced together any more.
  const flat: readonly ArticleEntry[] = JSON.parse(JSON.stringify(entries));
  const rows = flat.map((entry): Row<'article'> => {
    const doc = { ...written, ...entry };
    return { id: doc.id, kind: 'article', parent: null, ver: 1, doc };
  });
  return { rows, texts: sampleQueries(entries, queries) };
}

/** Deflated and sealed, as on the desktop. */
async function openStore(): Promise<SearchStore> {
  const pages = createDexiePages(openDatabase(raiaStore), await packing());
  return {
    read: pages.searchIndex,
    keeper: () => (bytes) => void pages.keepSearchIndex(0, bytes),
  };
}

/** Its worker is there: it starts with the app. */
async function openSearch(code: string): Promise<ArticleSearch> {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const { data: first } = await new Promise<MessageEvent<SearchAnswer>>((resolve) => {
    worker.onmessage = resolve;
  });
  const port = {
    post: (request: object) => worker.postMessage(request),
    listen: (onAnswer: (answer: SearchAnswer) => void, onFailure: () => void) => {
      // That it is there was heard before: otherwise a slow machine would be taken for a silent worker.
      onAnswer(first);
      worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => onAnswer(data);
      worker.onerror = onFailure;
    },
    close: () => worker.terminate(),
  };
  return createArticleSearch(() => port, browserClock);
}

function askBare(bare: MiniSearch<ArticleEntry>, text: string): void {
  bare.search(text, { combineWith: 'AND', prefix: true, fuzzy: 0.2, boost: { title: 4 } }).slice(0, 20);
}

function queryOf(text: string): ArticleQuery {
  return { text, language: null, status: null, prefers: 'pt-BR', limit: 20 };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
