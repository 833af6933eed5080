/** The first sync of a computer: from the text of the pull to rows that are safe and can be asked for. */
import { type Measured, median } from '../figure.ts';
import type { Stage } from '../stage.ts';
import { compared, rounds, rows } from './stores.ts';

export async function firstSync(stage: Stage): Promise<readonly Measured[]> {
  const filled = await stage.stores();
  const bytesARow = (store: keyof typeof filled): number => median(filled[store].bytes) / rows;
  return [
    {
      name: 'first-sync',
      what: `${rows.toLocaleString('en')} rows of a first pull kept and ready, the fastest of ${rounds}`,
      unit: 'ms',
      ...compared((store) => Math.min(...filled[store].ms)),
      target: { guide: 1_900, ratiosAtMost: { Dexie: 1 / 7, RxDB: 1 / 11, Replicache: 1 / 17 } },
    },
    {
      name: 'first-sync-disk',
      what: 'what a row of 1 KB takes on the disk afterwards',
      unit: 'KB',
      ...compared((store) => bytesARow(store) / 1_000),
      target: { atMost: 0.45, ratiosAtMost: { Dexie: 0.45 } },
    },
  ];
}
