/**
 * Brings a table up to date a part at a time, with a moment for the window after
 * each: after a start everything on this computer has come at once.
 */
import type { RowsView } from '#renderer/data/client.ts';
import type { Clock } from '#renderer/data/ports.ts';
import type { CaseTable } from './case-table.ts';
import type { QueueOrder } from './queue-query.ts';

/** So many are put in order in a few milliseconds. */
const casesAtOnce = 5_000;

/** More cases have come than a list should make wait for. */
export function isFarBehind(table: CaseTable, cases: number): boolean {
  return cases > table.count() + casesAtOnce;
}

/** Several may do it at once: each part is taken from where the table is. */
export async function catchUp(
  table: CaseTable,
  rows: Pick<RowsView, 'all'>,
  order: QueueOrder,
  clock: Pick<Clock, 'pause'>,
): Promise<void> {
  for (;;) {
    const cases = rows.all('case');
    if (!isFarBehind(table, cases.length)) return;
    table.update({
      cases: cases.slice(0, table.count() + casesAtOnce),
      versions: rows.all('flow-version'),
      customers: rows.all('customer'),
    });
    // The order is made with the first part, and every other is merged into it.
    table.select({ view: 'any', order, laneKey: null, stepKey: null, text: '' }, '', 0);
    await clock.pause();
  }
}
