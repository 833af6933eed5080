/** Runs in a page: pulls are kept, by turns in our pages and log and in a table of Dexie that has the rows already. */
import { openDatabase } from '#renderer/data/database.ts';
import { createDexiePages } from '#renderer/data/dexie-pages.ts';
import { flatRows } from '../peers/contender.ts';
import { openDexieRows } from '../peers/dexie.ts';
import { packing, raiaStore } from './raia.ts';
import { pullTextOf, sampleRows, sampleTerm } from './sample-rows.ts';

export type PullInput = { readonly rows: number; readonly rounds: number };
export type PullTimes = { readonly raia: readonly number[]; readonly dexie: readonly number[] };

Reflect.set(globalThis, 'storePulls', storePulls);

async function storePulls({ rows, rounds }: PullInput): Promise<PullTimes> {
  const pages = createDexiePages(openDatabase(raiaStore), await packing());
  const epoch = await pages.takeLead(Date.now());
  const table = openDexieRows();
  await table.bulkPut([...flatRows(pullTextOf(sampleRows(rows), { fresh: true }))]);
  const times = { raia: [] as number[], dexie: [] as number[] };
  for (let round = 1; round <= rounds; round++) {
    const text = pullTextOf(sampleRows(rows, round * 1_000_000), { fresh: false });
    const lines = text.slice(0, text.lastIndexOf('\n'));
    const flat = [...flatRows(text)];
    const news = {
      term: sampleTerm,
      cursors: {},
      forms: null,
      setAside: 0,
      clockOffsetMs: 0,
      mendings: [],
      settled: [],
      isAll: false,
    };
    times.raia.push(await timed(() => pages.publish(epoch, { ...news, text: lines })));
    times.dexie.push(await timed(() => table.bulkPut(flat)));
  }
  return times;
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
