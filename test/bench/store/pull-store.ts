/** A later pull is kept: its rows are safe when the work is called done. */
import { type Measured, median } from '../figure.ts';
import { callInPage } from '../page-code.ts';
import { emptyProfile, inProfile } from '../profiles.ts';
import type { PullInput, PullTimes } from './pull-page.ts';

const sizes = [
  { rows: 1_000, rounds: 15, target: { guide: 25, ratioAtMost: 1 / 6 } },
  { rows: 10_000, rounds: 7, target: { guide: 160, ratioAtMost: 1 / 9 } },
] as const;

export async function pullStore(): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const { rows, rounds, target } of sizes) {
    await emptyProfile('pulls');
    const times = await inProfile('pulls', 'store/pull-page.ts', (page) =>
      callInPage<PullTimes, PullInput>(page, 'storePulls', { rows, rounds }),
    );
    measured.push({
      name: `pull-store-${rows}`,
      what: `a pull of ${rows.toLocaleString('en')} rows kept, median of ${rounds}`,
      unit: 'ms',
      ours: median(times.raia),
      peers: { 'Dexie bulkPut': median(times.dexie) },
      target,
    });
  }
  return measured;
}
