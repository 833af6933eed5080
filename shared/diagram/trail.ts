/**
 * The way a case came: the places where its tokens rested, in order, with who
 * moved them on and why. What they passed in between is kept as transitions.
 */
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import {
  applyMove,
  type Move,
  nowhere,
  type Position,
  type Token,
  type TokenId,
} from '#shared/domain/flow/position.ts';
import type { PersonId } from '#shared/domain/people/person.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { own } from '#shared/lib/own.ts';

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

/** One rest of a token at a place. `left` is null while it is still there. */
export type Stop = {
  /** Whose it is: of several that stand side by side, each came its own way. */
  readonly tokenId: TokenId;
  readonly elementId: ElementId;
  /** The place before, its own or the one it parted from; null where the case began. */
  readonly from: ElementId | null;
  readonly attempt: number;
  readonly enteredAt: Instant;
  /** The server has not confirmed that the case came here. */
  readonly isPending: boolean;
  readonly left: Leaving | null;
};

export type TrailEvent = { readonly doc: CaseEvent; readonly isPending: boolean };

export function trailOf(events: readonly TrailEvent[]): readonly Stop[] {
  const stops: Stop[] = [];
  /** Where each token rests, as a place in `stops`. */
  const open = new Map<TokenId, number>();
  let position = nowhere;

  function rest(stop: Stop): void {
    open.set(stop.tokenId, stops.push(stop) - 1);
  }

  function change(tokenId: TokenId, parts: Partial<Stop>): void {
    const index = open.get(tokenId);
    const stop = index === undefined ? undefined : stops[index];
    if (index !== undefined && stop !== undefined) stops[index] = { ...stop, ...parts };
  }

  /** Where another rests on, while what happened there brought this one about. */
  function besideOf(moves: readonly Move[], id: TokenId): ElementId | undefined {
    const born = moves.find(({ tokenId }) => tokenId === id);
    return [...open.values()].map((index) => stops[index]?.elementId).find((place) => place === born?.from);
  }

  for (const { doc: event, isPending } of events) {
    const { at: enteredAt, moves } = event;
    if (moves.length === 0) continue;
    const told = { enteredAt, isPending, left: null };
    for (const move of moves) {
      position = applyMove(readyFor(position, move, enteredAt), move, enteredAt);
      const { tokenId, to, why } = move;
      if (why === 'started' && to !== null) rest({ tokenId, elementId: to, attempt: 1, from: null, ...told });
      // The drawing around it changed, not where it is.
      if (why === 'migrated' && to !== null) change(tokenId, { elementId: to });
    }
    const ids = new Set(moves.map(({ tokenId }) => tokenId));
    const came = new Map<TokenId, ElementId>();
    // Besides those that moved: the last of an ended case rests at its end until it is reopened in another.
    for (const id of new Set([...ids, ...open.keys()])) {
      const stop = stops[open.get(id) ?? -1];
      if (stop === undefined) continue;
      const token = position.tokens.find((candidate) => candidate.id === id);
      if (stop.elementId === token?.elementId && stop.attempt === token.attempt) continue;
      change(id, { left: leavingOf(event, isPending) });
      came.set(id, stop.elementId);
      open.delete(id);
    }
    const parted = [...came.values()][0] ?? null;
    for (const id of ids) {
      if (open.has(id)) continue;
      const found = restOf(event, position, id);
      const from = came.get(id) ?? besideOf(moves, id) ?? parted;
      if (found !== null) rest({ tokenId: id, ...found, from, ...told });
    }
  }
  return stops;
}

/**
 * An event in between may not be on this computer (of a newer build, say): where
 * a move finds its token is where it had come to.
 */
function readyFor(position: Position, { tokenId, from, to, why }: Move, at: Instant): Position {
  const token = position.tokens.find(({ id }) => id === tokenId);
  const needsToken = why === 'stopped' || why === 'returned';
  if (from === null || (token === undefined && !needsToken)) return position;
  const place = (elementId: ElementId) => ({ elementId, attempt: own(position.attempts, elementId) ?? 1 });
  const known: Token = token ?? { id: tokenId, enteredAt: at, returnsTo: null, ...place(from) };
  const returnsTo = known.returnsTo ?? (why === 'returned' && to !== null ? place(to) : null);
  const others = position.tokens.filter(({ id }) => id !== tokenId);
  return { ...position, tokens: [...others, { ...known, elementId: from, returnsTo }] };
}

/** Where a token rested, oldest first, and before it parted from another the way of that one. */
export function trailOfToken(trail: readonly Stop[], tokenId: TokenId): readonly Stop[] {
  const way: Stop[] = [];
  let before = trail;
  let stop = trail.findLast((one) => one.tokenId === tokenId);
  while (stop !== undefined) {
    way.push(stop);
    before = before.slice(0, before.indexOf(stop));
    stop = stopBefore(before, stop);
  }
  return way.reverse();
}

function stopBefore(before: readonly Stop[], { tokenId, from }: Stop): Stop | undefined {
  const ownStops = before.filter((stop) => stop.tokenId === tokenId);
  const isThere = (stop: Stop) => stop.elementId === from;
  return ownStops.findLast(isThere) ?? before.findLast(isThere) ?? ownStops.at(-1);
}

/** How often each transition was travelled. */
export function travelledOf(events: readonly CaseEvent[]): ReadonlyMap<TransitionId, number> {
  const times = new Map<TransitionId, number>();
  for (const event of events)
    for (const { via } of event.moves) if (via !== null) times.set(via, (times.get(via) ?? 0) + 1);
  return times;
}

/** Null for one that went up in another, or waits for what goes on inside; with the last of them the case ended where it was. */
function restOf(
  { moves }: CaseEvent,
  { tokens, attempts }: Position,
  id: TokenId,
): { readonly elementId: ElementId; readonly attempt: number } | null {
  const token = tokens.find((candidate) => candidate.id === id);
  if (token !== undefined) {
    const isAround = tokens.some(({ parentId }) => parentId === id);
    return isAround ? null : { elementId: token.elementId, attempt: token.attempt };
  }
  const last = moves.at(-1);
  if (tokens.length > 0 || last?.tokenId !== id || last.from === null) return null;
  return { elementId: last.from, attempt: own(attempts, last.from) ?? 1 };
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
