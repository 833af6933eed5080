/** A key is pressed: how long until the screens have its effect, and until it is safe on this computer. */
import { type Measured, quantile } from '../figure.ts';
import { callInPage } from '../page-code.ts';
import { emptyProfile, inProfile } from '../profiles.ts';
import type { KeepInput, KeepTimes } from './keep-page.ts';
import { rows } from './stores.ts';

const notes = 600;

export async function keepWork(): Promise<readonly Measured[]> {
  await emptyProfile('keep');
  const times = await inProfile('keep', 'store/keep-page.ts', (page) =>
    callInPage<KeepTimes, KeepInput>(page, 'keepNotes', { rows, notes }),
  );
  const held = `${rows.toLocaleString('en')} rows held`;
  return [
    {
      name: 'keep-state',
      what: `${held}: a note to the rows of the screens, p95 of ${notes}`,
      unit: 'ms',
      ours: quantile(times.state, 0.95),
      peers: { 'one strict Dexie transaction': quantile(times.strict, 0.95) },
      target: { guide: 1, ratioAtMost: 1.2 },
    },
    {
      name: 'keep-work',
      what: `${held}: a note to "kept on this computer", p95 of ${notes}`,
      unit: 'ms',
      ours: quantile(times.kept, 0.95),
      peers: { 'one strict Dexie transaction': quantile(times.strict, 0.95) },
      target: { guide: 5, ratioAtMost: 1.2 },
    },
  ];
}
