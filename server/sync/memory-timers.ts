/** How the store in memory finds the cases in which a timer is due. */
import type { Instant } from '#shared/lib/instant.ts';
import { casesOf } from './memory-archive.ts';
import type { DuePlace, RowWrite } from './ports.ts';

export function findDue(
  rows: ReadonlyMap<string, RowWrite>,
  by: Instant,
  after: DuePlace | null,
  limit: number,
): readonly DuePlace[] {
  return casesOf(rows)
    .map(({ id, position }) => ({
      id,
      dueAt: Math.min(...(position.timers ?? []).map(({ dueAt }) => dueAt)),
    }))
    .filter((place) => place.dueAt <= by && (after === null || byPlace(place, after) > 0))
    .sort(byPlace)
    .slice(0, limit);
}

function byPlace(one: DuePlace, other: DuePlace): number {
  return one.dueAt - other.dueAt || (one.id < other.id ? -1 : Number(one.id > other.id));
}
