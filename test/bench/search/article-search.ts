/** 20,000 articles are searched: how long until the first answer after a start, and of a word half typed. */

import { must } from '#shared/lib/must.ts';
import { type Measured, median, quantile } from '../figure.ts';
import { callInPage, pageCode } from '../page-code.ts';
import type { Stage } from '../stage.ts';
import type { KeptTimes, Pair, SearchInput } from './search-page.ts';

const articles = 20_000;
const queries = 200;
const rounds = 3;

export async function articleSearch(stage: Stage): Promise<readonly Measured[]> {
  const workerCode = await pageCode('../../renderer/features/knowledge/search/search-worker.ts');
  const code = await pageCode('search/search-page.ts');
  const input: SearchInput = { workerCode, articles, queries };
  const page = await stage.barePage();
  await page.addScriptTag({ content: code });
  const indexed = await callInPage<Pair<number>, SearchInput>(page, 'indexArticles', input);
  const times: KeptTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.reload();
    await page.addScriptTag({ content: code });
    times.push(await callInPage<KeptTimes, SearchInput>(page, 'searchKept', input));
  }
  await page.context().close();
  // A moment in which the machine did something else is one of a query's three, not the slowest of all queries.
  const p95 = (whose: keyof Pair<number>) =>
    quantile(
      Array.from({ length: queries }, (_, nth) =>
        median(times.map(({ find }) => must(find[whose][nth], 'a query'))),
      ),
      0.95,
    );
  const some = `${articles.toLocaleString('en')} articles`;
  return [
    {
      name: 'search-index',
      what: `${some}, indexed for the first time off the main thread, until the first answer`,
      unit: 'ms',
      ours: indexed.ours,
      peers: { 'bare MiniSearch': indexed.bare },
      target: {},
    },
    {
      name: 'search-load',
      what: `${some}, a start with the kept index: until the first answer, median of ${rounds}`,
      unit: 'ms',
      ours: median(times.map(({ load }) => load.ours)),
      peers: { 'bare MiniSearch.loadJSON': median(times.map(({ load }) => load.bare)) },
      target: { guide: 500, ratioAtMost: 1.2 },
    },
    {
      name: 'search-load-longest-task',
      what: 'the longest that the window could not answer meanwhile; 0 is less than 50 ms',
      unit: 'ms',
      ours: median(times.map(({ longestTask }) => longestTask)),
      peers: {},
      target: { atMost: 50 },
    },
    {
      name: 'search-prefix',
      what: `${some}: a word and the beginning of another, p95 of ${queries}, each the median of ${rounds}`,
      unit: 'ms',
      ours: p95('ours'),
      peers: { 'bare MiniSearch': p95('bare') },
      target: { guide: 15, ratioAtMost: 1.2 },
    },
  ];
}
