/** Reading a case's events: the position they fold to, and what waits for a decision. */
import { nowhere, type Position, startFold } from '#shared/domain/flow/position.ts';
import type { CaseEvent } from './case-event.ts';

/** The position after these events, which stand in the order of their versions. */
export function foldPosition(events: readonly CaseEvent[]): Position {
  const fold = startFold(nowhere);
  for (const event of events) for (const move of event.moves) fold.apply(move, event.at);
  return fold.position();
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
