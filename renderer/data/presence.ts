/**
 * Whether a row is on this computer. What it would hold if there were any is
 * absent where it is not found; of a case nobody here can say, for it may be in
 * the archive, or still to come: it is unheld, and so is its history.
 */
import type { Kind } from '#shared/domain/kinds.ts';
import type { Key } from '#shared/mutations/mutator.ts';
import type { RowsView } from './client.ts';

export type Presence = 'present' | 'absent' | 'unheld';

const ofCases: ReadonlySet<Kind> = new Set(['case', 'event', 'attachment']);

export function presenceOf(rows: Pick<RowsView, 'find'>, { kind, id }: Key): Presence {
  if (rows.find(kind, id) !== undefined) return 'present';
  return ofCases.has(kind) ? 'unheld' : 'absent';
}
