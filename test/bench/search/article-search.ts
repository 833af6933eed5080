/** 20,000 articles are searched: how long until the first answer after a start, and of a word half typed. */
import { type Measured, median, quantile } from '../figure.ts';
import { callInPage, pageCode } from '../page-code.ts';
import type { Stage } from '../stage.ts';
import type { SearchInput, SearchTimes } from './search-page.ts';

const articles = 20_000;
const queries = 200;
const rounds = 3;

export async function articleSearch(stage: Stage): Promise<readonly Measured[]> {
  const workerCode = await pageCode('../../renderer/features/knowledge/search/search-worker.ts');
  const code = await pageCode('search/search-page.ts');
  const times: SearchTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await stage.barePage();
    await page.addScriptTag({ content: code });
    times.push(
      await callInPage<SearchTimes, SearchInput>(page, 'searchArticles', { workerCode, articles, queries }),
    );
    await page.context().close();
  }
  const p95 = (samples: readonly number[]) => quantile(samples, 0.95);
  const some = `${articles.toLocaleString('en')} articles`;
  return [
    {
      name: 'search-load',
      what: `${some}, off the main thread: from their rows to the first answer, median of ${rounds}`,
      unit: 'ms',
      ours: median(times.map(({ load }) => load.ours)),
      peers: { 'bare MiniSearch': median(times.map(({ load }) => load.bare)) },
      target: { atMost: 500, ratioAtMost: 1.2 },
    },
    {
      name: 'search-prefix',
      what: `${some}: a word and the beginning of another, p95 of ${queries}, median of ${rounds}`,
      unit: 'ms',
      ours: median(times.map(({ find }) => p95(find.ours))),
      peers: { 'bare MiniSearch': median(times.map(({ find }) => p95(find.bare))) },
      target: { atMost: 15, ratioAtMost: 1.2 },
    },
  ];
}
