/** Reading a case's events: the position they fold to, and what waits for a decision. */
import { applyMove, nowhere, type Position } from '#shared/domain/flow/position.ts';
import type { CaseEvent } from './case-event.ts';

/** The position after these events, which stand in the order of their versions. */
export function foldPosition(events: readonly CaseEvent[]): Position {
  let position = nowhere;
  for (const event of events) for (const move of event.moves) position = applyMove(position, move, event.at);
  return position;
}

/** Steps that arrived late and nobody has decided about yet, by the ids of their events. */
export function undecidedLate(events: readonly CaseEvent[]): readonly string[] {
  const undecided = new Set<string>();
  for (const { id, happening } of events) {
    if (happening.kind === 'arrived-late') undecided.add(id);
    if (happening.kind === 'late-accepted' || happening.kind === 'late-dismissed')
      undecided.delete(happening.eventId);
  }
  return [...undecided];
}
