/**
 * Six stores in a browser, each filled with the same first pull of 100,000
 * rows, in turns, each time in a browser nobody has used. The profiles of the
 * last round stay, to be opened again.
 */
import { callInPage } from '../page-code.ts';
import { bytesOnDisk, collectGarbage, emptyProfile, inProfile } from '../profiles.ts';
import type { StoreName } from './store-page.ts';

export const rows = 100_000;
export const storePage = 'store/store-page.ts';
export const rounds = 3;

const names: readonly StoreName[] = ['raia', 'dexie', 'raw', 'rxdb', 'pouchdb', 'replicache'];

type PeerName = 'Dexie' | 'IndexedDB' | 'RxDB' | 'PouchDB' | 'Replicache';
export type Compared = { readonly ours: number; readonly peers: Readonly<Record<PeerName, number>> };

export type FilledStores = Readonly<Record<StoreName, Filled>>;
/** Of every round: how long it took, and what lay on the disk afterwards. */
type Filled = { readonly ms: number[]; readonly bytes: number[] };

export async function fillStores(): Promise<FilledStores> {
  const filled = ofEach((): Filled => ({ ms: [], bytes: [] }));
  await inTurns(rounds, async (store) => {
    await emptyProfile(store);
    const ms = await inProfile(store, storePage, async (page) => {
      await callInPage<void, number>(page, 'makeText', rows);
      // What making it has left is not to be cleared away in the time of a store.
      await collectGarbage(page);
      return callInPage<number, StoreName>(page, 'fillStore', store);
    });
    filled[store].ms.push(ms);
    filled[store].bytes.push(await bytesOnDisk(store));
  });
  return filled;
}

/** Each store once in a round, so that what slows the machine meets all of them. */
export async function inTurns(times: number, work: (store: StoreName) => Promise<void>): Promise<void> {
  for (let round = 0; round < times; round++) for (const store of names) await work(store);
}

export function ofEach<T>(make: (store: StoreName) => T): Readonly<Record<StoreName, T>> {
  return {
    ...{ raia: make('raia'), dexie: make('dexie'), raw: make('raw') },
    ...{ rxdb: make('rxdb'), pouchdb: make('pouchdb'), replicache: make('replicache') },
  };
}

export function compared(figureOf: (store: StoreName) => number): Compared {
  const { raia: ours, dexie, raw, rxdb, pouchdb, replicache } = ofEach(figureOf);
  return {
    ours,
    peers: { Dexie: dexie, IndexedDB: raw, RxDB: rxdb, PouchDB: pouchdb, Replicache: replicache },
  };
}
