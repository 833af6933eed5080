/** Runs in a page: fills one store of rows, or opens one that was filled before. */
import '#renderer/app/without-eval.ts';
import { must } from '#shared/lib/must.ts';
import { watchTasks } from '../long-tasks.ts';
import { type Contender, type LoadedRows, type PageTimes, pageLength, timed } from '../peers/contender.ts';
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
export type Listing = { readonly store: StoreName; readonly rounds: number };
export type Loaded = {
  readonly ms: number;
  readonly count: number;
  /** The longest the page could not answer, where that was 50 ms or more; else 0. */
  readonly longestTaskMs: number;
};

let text: string | undefined;
let held: LoadedRows | undefined;

Reflect.set(globalThis, 'makeText', makeText);
Reflect.set(globalThis, 'fillStore', fillStore);
Reflect.set(globalThis, 'loadStore', loadStore);
Reflect.set(globalThis, 'firstList', firstList);
Reflect.set(globalThis, 'listPages', listPages);

/** What a store is filled with. */
function makeText(rows: number): void {
  text = pullTextOf(sampleRows(rows), { fresh: true });
}

/** How long it took, in ms. */
async function fillStore(store: StoreName): Promise<number> {
  const given = must(text, 'a text that was made');
  const begun = performance.now();
  const contender = contenders[store]();
  await contender.fill(given);
  const ms = performance.now() - begun;
  await contender.rest?.();
  return ms;
}

async function loadStore(store: StoreName): Promise<Loaded> {
  const longestTask = watchTasks();
  const begun = performance.now();
  held = await contenders[store]().load();
  const ms = performance.now() - begun;
  return { ms, count: held.count, longestTaskMs: await longestTask() };
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

function listPages({ store, rounds }: Listing): Promise<PageTimes> {
  return must(contenders[store]().lists, 'a store that is asked for lists')(rounds);
}
