/** A page of 50 cases, as they are scrolled through: of all of them, and of the lists people work with. */
import { type Measured, median, quantile } from '../figure.ts';
import { callInPage } from '../page-code.ts';
import type { PageTimes } from '../peers/contender.ts';
import { inProfile } from '../profiles.ts';
import type { Stage } from '../stage.ts';
import type { Listing, StoreName } from './store-page.ts';
import { rows, storePage } from './stores.ts';

export async function listPage(stage: Stage): Promise<readonly Measured[]> {
  await stage.stores();
  const timesOf = (store: StoreName, rounds: number) =>
    inProfile(store, storePage, (page) =>
      callInPage<PageTimes, Listing>(page, 'listPages', { store, rounds }),
    );
  const [raia, dexie, rxdb] = [
    await timesOf('raia', 20),
    await timesOf('dexie', 5),
    await timesOf('rxdb', 5),
  ];
  const held = `${rows.toLocaleString('en')} rows held`;
  const [quickest, ms] = quickestOf(dexie.lists);
  return [
    {
      name: 'list-page-plain',
      what: `${held}: 50 of all cases by last change, from anywhere, median`,
      unit: 'ms',
      ours: median(raia.plain),
      peers: { Dexie: median(dexie.plain), RxDB: median(rxdb.plain) },
      target: { guide: 0.3, ratiosAtMost: { Dexie: 1 / 200, RxDB: 1 / 1_000 } },
    },
    {
      name: 'list-page',
      what: `${held}: the first 50 of nine lists, by view and order, p95; beside it the list that Dexie is quickest with`,
      unit: 'ms',
      ours: quantile(Object.values(raia.lists).flat(), 0.95),
      peers: { [`Dexie, ${quickest}`]: ms },
      target: { guide: 0.3, ratioAtMost: 1 / 50 },
    },
  ];
}

function quickestOf(lists: PageTimes['lists']): readonly [string, number] {
  const medians = Object.entries(lists).map(([name, times]) => [name, median(times)] as const);
  return medians.reduce((one, other) => (other[1] < one[1] ? other : one));
}
