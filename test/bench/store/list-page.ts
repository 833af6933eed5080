/** Lists of 50 cases, by the filters and orders of the queue. */
import { type Measured, median, quantile } from '../figure.ts';
import { callInPage } from '../page-code.ts';
import type { ListTimes } from '../peers/contender.ts';
import { inProfile } from '../profiles.ts';
import type { Stage } from '../stage.ts';
import type { Listing, StoreName } from './store-page.ts';
import { rows, storePage } from './stores.ts';

export async function listPage(stage: Stage): Promise<readonly Measured[]> {
  await stage.stores();
  const timesOf = (store: StoreName, rounds: number) =>
    inProfile(store, storePage, (page) =>
      callInPage<ListTimes, Listing>(page, 'listPages', { store, rounds }),
    );
  const [raia, dexie, rxdb] = [
    await timesOf('raia', 20),
    await timesOf('dexie', 20),
    await timesOf('rxdb', 5),
  ];
  return [
    {
      name: 'list-page',
      what: `${rows.toLocaleString('en')} rows held: 50 cases by any view and order, p95 beside medians`,
      unit: 'ms',
      ours: quantile(raia.indexed, 0.95),
      peers: {
        'Dexie with an index': median(dexie.indexed),
        'Dexie without': median(dexie.plain),
        RxDB: median(rxdb.indexed),
      },
      target: {
        atMost: 0.3,
        ratiosAtMost: { 'Dexie with an index': 1 / 50, 'Dexie without': 1 / 200, RxDB: 1 / 1_000 },
      },
    },
  ];
}
