/**
 * The way a case came: the places where its token rested, in order, with who
 * moved it on and why. What it passed in between is kept as transitions.
 */
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { applyMove, nowhere, type Position } from '#shared/domain/flow/position.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import type { Instant } from '#shared/lib/instant.ts';

export type Leaving = {
  readonly at: Instant;
  readonly by: PersonId;
  readonly why:
    | 'opened'
    | 'completed'
    | 'escalated'
    | 'returned'
    | 'reopened'
    | 'repaired'
    | 'migrated'
    | 'timer-fired';
  /** The outcome chosen; null for what is not a choice of the drawing. */
  readonly outcome: TransitionId | null;
  readonly isPending: boolean;
};

/** One rest of the token at a place. `left` is null while it is still there. */
export type Stop = {
  readonly elementId: ElementId;
  readonly attempt: number;
  readonly enteredAt: Instant;
  /** The server has not confirmed that the case came here. */
  readonly isPending: boolean;
  readonly left: Leaving | null;
};

export type TrailEvent = { readonly doc: CaseEvent; readonly isPending: boolean };

export function trailOf(events: readonly TrailEvent[]): readonly Stop[] {
  const stops: Stop[] = [];
  let position = nowhere;
  for (const { doc: event, isPending } of events) {
    if (event.moves.length === 0) continue;
    for (const move of event.moves) {
      position = applyMove(position, move, event.at);
      if (move.why === 'started' && move.to !== null)
        stops.push({ elementId: move.to, attempt: 1, enteredAt: event.at, isPending, left: null });
    }
    const last = stops.at(-1);
    if (last !== undefined) stops[stops.length - 1] = { ...last, left: leavingOf(event, isPending) };
    const rest = restOf(event, position);
    if (rest !== null) stops.push({ ...rest, enteredAt: event.at, isPending, left: null });
  }
  return stops;
}

/** How often each transition was travelled. */
export function travelledOf(events: readonly CaseEvent[]): ReadonlyMap<TransitionId, number> {
  const times = new Map<TransitionId, number>();
  for (const event of events)
    for (const { via } of event.moves) if (via !== null) times.set(via, (times.get(via) ?? 0) + 1);
  return times;
}

function restOf(
  event: CaseEvent,
  position: Position,
): { readonly elementId: ElementId; readonly attempt: number } | null {
  const last = event.moves.at(-1);
  const token = position.tokens.find((candidate) => candidate.id === last?.tokenId);
  if (token !== undefined) return { elementId: token.elementId, attempt: token.attempt };
  if (last === undefined || last.from === null) return null;
  return { elementId: last.from, attempt: position.attempts[last.from] ?? 1 };
}

function leavingOf(event: CaseEvent, isPending: boolean): Leaving {
  const { happening, by, at } = event;
  const base = { by, at, isPending, outcome: null };
  switch (happening.kind) {
    case 'step-completed':
    case 'late-accepted':
      return { ...base, why: 'completed', outcome: happening.outcome };
    case 'escalated':
    case 'returned':
    case 'reopened':
    case 'repaired':
    case 'migrated':
    case 'timer-fired':
    case 'opened':
      return { ...base, why: happening.kind };
    default:
      return { ...base, why: 'completed' };
  }
}
