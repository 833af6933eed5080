/** Reading a case's events: the position they fold to, and the way the case came. */

import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { applyMove, nowhere, type Position } from '#shared/domain/flow/position.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import type { Instant } from '#shared/lib/instant.ts';
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

/** One stay of a token at an element. `leftBy` and what follows are null while it is still there. */
export type Visit = {
  readonly elementId: ElementId;
  readonly attempt: number;
  readonly enteredAt: Instant;
  readonly leftAt: Instant | null;
  readonly leftBy: PersonId | null;
  readonly via: TransitionId | null;
};

/** Every stay, oldest first: what the map draws as travelled. */
export function visitsOf(events: readonly CaseEvent[]): readonly Visit[] {
  const visits: Visit[] = [];
  let position = nowhere;
  for (const event of events) {
    for (const move of event.moves) {
      const open = visits.findLastIndex((visit) => visit.elementId === move.from && visit.leftAt === null);
      const left = visits[open];
      if (left !== undefined) visits[open] = { ...left, leftAt: event.at, leftBy: event.by, via: move.via };
      position = applyMove(position, move, event.at);
      const token = position.tokens.find((candidate) => candidate.id === move.tokenId);
      if (token !== undefined)
        visits.push({
          elementId: token.elementId,
          attempt: token.attempt,
          enteredAt: event.at,
          leftAt: null,
          leftBy: null,
          via: null,
        });
    }
  }
  return visits;
}
