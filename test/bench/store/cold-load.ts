/** The app is opened: a new browser reads what another one has stored, until all of it is in memory. */
import { type Measured, median } from '../figure.ts';
import { callInPage } from '../page-code.ts';
import { heapBytes, inProfile } from '../profiles.ts';
import type { Stage } from '../stage.ts';
import type { Loaded, StoreName } from './store-page.ts';
import { compared, inTurns, ofEach, rows, storePage } from './stores.ts';

const rounds = 3;

type Loading = { readonly ms: number[]; readonly longestTaskMs: number[]; readonly heapBytes: number[] };

export async function coldLoad(stage: Stage): Promise<readonly Measured[]> {
  await stage.stores();
  const loaded = ofEach((): Loading => ({ ms: [], longestTaskMs: [], heapBytes: [] }));
  await inTurns(rounds, (store) =>
    inProfile(store, storePage, async (page) => {
      const before = await heapBytes(page);
      const { ms, count, longestTaskMs } = await callInPage<Loaded, StoreName>(page, 'loadStore', store);
      if (count !== rows) throw new Error(`${store} has ${count} rows of ${rows}`);
      loaded[store].ms.push(ms);
      loaded[store].longestTaskMs.push(longestTaskMs);
      loaded[store].heapBytes.push((await heapBytes(page)) - before);
    }),
  );
  return [
    {
      name: 'cold-load',
      what: `a new browser: ${rows.toLocaleString('en')} stored rows in memory, the fastest of ${rounds}`,
      unit: 'ms',
      // What else the machine does only adds to a time.
      ...compared((store) => Math.min(...loaded[store].ms)),
      target: {
        guide: 1_400,
        ratiosAtMost: { Dexie: 1 / 1.3, RxDB: 1 / 2, PouchDB: 1 / 2, Replicache: 1 / 2 },
      },
    },
    {
      name: 'cold-load-longest-task',
      what: 'the longest that the window could not answer meanwhile; 0 is less than 50 ms',
      unit: 'ms',
      ...compared((store) => median(loaded[store].longestTaskMs)),
      target: { atMost: 50 },
    },
    {
      name: 'cold-load-heap',
      what: 'memory that these rows take then',
      unit: 'MB',
      ...compared((store) => median(loaded[store].heapBytes) / 1e6),
      target: { atMost: 350 },
    },
  ];
}
