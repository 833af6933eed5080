/** The app is opened: a new browser has the 50 cases changed last, before anything else is read. */
import { type Measured, median } from '../figure.ts';
import { callInPage } from '../page-code.ts';
import { inProfile } from '../profiles.ts';
import type { Stage } from '../stage.ts';
import type { StoreName } from './store-page.ts';
import { rows, storePage } from './stores.ts';

const rounds = 7;

export async function firstList(stage: Stage): Promise<readonly Measured[]> {
  await stage.stores();
  const times = {
    raia: [] as number[],
    dexie: [] as number[],
    rxdb: [] as number[],
    replicache: [] as number[],
  };
  for (let round = 0; round < rounds; round++)
    for (const store of ['raia', 'dexie', 'rxdb', 'replicache'] as const)
      times[store].push(
        await inProfile(store, storePage, (page) => callInPage<number, StoreName>(page, 'firstList', store)),
      );
  return [
    {
      name: 'first-list',
      what: `a new browser, ${rows.toLocaleString('en')} rows stored: the 50 cases changed last, median of ${rounds}`,
      unit: 'ms',
      ours: median(times.raia),
      peers: {
        Dexie: median(times.dexie),
        RxDB: median(times.rxdb),
        Replicache: median(times.replicache),
      },
      target: { guide: 25, ratiosAtMost: { Dexie: 1 / 3, Replicache: 1 / 3, RxDB: 1 / 100 } },
    },
  ];
}
