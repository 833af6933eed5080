/**
 * A pull of 1,000 rows arrives while 100 changes wait: the changes are set
 * aside, the rows applied and the changes run again. Both the overlay in memory
 * and its peer, which keeps all rows in Dexie, run in the same page.
 */
import { type Measured, median } from '../figure.ts';
import { callInPage } from '../page-code.ts';
import { emptyProfile, inProfile } from '../profiles.ts';
import type { RebaseInput, RebaseTimes } from './rebase-page.ts';
import { rows } from './stores.ts';

const input: RebaseInput = { rows, pulled: 1_000, pending: 100, rounds: 35 };

export async function overlayRebase(): Promise<readonly Measured[]> {
  await emptyProfile('rebase');
  const times = await inProfile('rebase', 'store/rebase-page.ts', (page) =>
    callInPage<RebaseTimes, RebaseInput>(page, 'measureRebase', input),
  );
  const [held, { rounds }] = [rows.toLocaleString('en'), input];
  return [
    {
      name: 'overlay-rebase',
      what: `${held} rows held: 100 waiting changes run again over a pull of 1,000 rows, median of ${rounds}`,
      unit: 'ms',
      ours: median(times.overlay),
      peers: { 'the same in Dexie, buffered': median(times.dexie) },
      target: { guide: 2, ratioAtMost: 0.01 },
    },
    {
      name: 'overlay-rebase-same-ids',
      what: 'the same with rows whose ids are the very strings of the rows held',
      unit: 'ms',
      ours: median(times.sameIds),
      peers: { 'finding 1,000 ids out of a text in a Map': median(times.found) },
      target: {},
    },
  ];
}
