/** Runs in a page: fills one store of rows, or opens one that was filled before. */
import '#renderer/app/without-eval.ts';
import { must } from '#shared/lib/must.ts';
import { type Contender, type ListTimes, type LoadedRows, pageLength, timed } from '../peers/contender.ts';
import { dexieContender } from '../peers/dexie.ts';
import { pouchdbContender } from '../peers/pouchdb.ts';
import { rawIndexedDbContender } from '../peers/raw-indexeddb.ts';
import { replicacheContender } from '../peers/replicache.ts';
import { rxdbContender } from '../peers/rxdb.ts';
import { raiaContender } from './raia.ts';
import { pullTextOf, sampleRows } from './sample-rows.ts';

const contenders: Readonly<Record<StoreName, () => Contender>> = {
  raia: raiaContender,
  dexie: dexieContender,
  raw: rawIndexedDbContender,
  rxdb: rxdbContender,
  pouchdb: pouchdbContender,
  replicache: replicacheContender,
};

export type StoreName = 'raia' | 'dexie' | 'raw' | 'rxdb' | 'pouchdb' | 'replicache';
export type Filling = { readonly store: StoreName; readonly rows: number };
export type Listing = { readonly store: StoreName; readonly rounds: number };
export type Loaded = {
  readonly ms: number;
  readonly count: number;
  /** The longest the page could not answer, where that was 50 ms or more; else 0. */
  readonly longestTaskMs: number;
};

let held: LoadedRows | undefined;

Reflect.set(globalThis, 'fillStore', fillStore);
Reflect.set(globalThis, 'loadStore', loadStore);
Reflect.set(globalThis, 'firstList', firstList);
Reflect.set(globalThis, 'listPages', listPages);

/** How long it took, in ms. */
async function fillStore({ store, rows }: Filling): Promise<number> {
  const text = pullTextOf(sampleRows(rows), { fresh: true });
  const begun = performance.now();
  const contender = contenders[store]();
  await contender.fill(text);
  const ms = performance.now() - begun;
  await contender.keepFirst?.();
  return ms;
}

async function loadStore(store: StoreName): Promise<Loaded> {
  let longestTaskMs = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  tasks.observe({ type: 'longtask' });
  const begun = performance.now();
  held = await contenders[store]().load();
  const ms = performance.now() - begun;
  // What the last task was is told after it.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return { ms, count: held.count, longestTaskMs };
}

/** How long until the first list was there, in ms. */
async function firstList(store: StoreName): Promise<number> {
  const times: number[] = [];
  await timed(times, async () => {
    const count = await contenders[store]().first?.();
    if (count !== pageLength) throw new Error(`The first list of ${store} has ${count} cases`);
  });
  return times[0] ?? Number.NaN;
}

function listPages({ store, rounds }: Listing): Promise<ListTimes> {
  return must(contenders[store]().lists, 'a store that is asked for lists')(rounds);
}
