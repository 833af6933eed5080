/**
 * Taking a running case from one version of its flow to another. Every token
 * goes where the mapping says, or to the element of the same id; what it waited
 * for there goes on. Where one has no place nothing is moved, and what is in
 * the way is told: the plan is made again until it fits.
 */
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { findElement, transitionsTo } from './elements.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import { type Move, type PendingTimer, type Position, startFold, type Token } from './position.ts';
import { timersAt } from './timers.ts';

/** Elements of the version a case is at, by id, and where they are in the other one. */
export type ElementMapping = ReadonlyMap<ElementId, ElementId>;

export type MigrationProblem = {
  readonly elementId: ElementId;
  readonly reason: /** The other version has no such element. */
    | 'no-place'
    /** What waits there waits for something else, or not inside the same part of the flow. */
    | 'not-a-place'
    /** It waits at a join for ways that the other version does not have there. */
    | 'waits-at-join'
    /** It is escalated, and the step it goes back to is not there. */
    | 'no-way-back';
};

export type Migrated =
  | { readonly kind: 'moved'; readonly position: Position; readonly moves: readonly Move[] }
  | { readonly kind: 'refused'; readonly problems: readonly MigrationProblem[] };

export function migrate(
  from: FlowVersion,
  to: FlowVersion,
  position: Position,
  mapping: ElementMapping,
  at: Instant,
): Migrated {
  const problems = position.tokens.flatMap((token) => problemOf(from, to, token, mapping));
  if (problems.length > 0) return { kind: 'refused', problems };
  const fold = startFold(position);
  const moves = position.tokens.map((token): Move => {
    const element = must(findTarget(to, token.elementId, mapping), 'where the token goes');
    const timers = timersFor(to, element, token, position.timers ?? [], at);
    return {
      tokenId: token.id,
      from: token.elementId,
      via: null,
      to: element.id,
      why: 'migrated',
      ...(timers.length > 0 && { timers }),
    };
  });
  for (const move of moves) fold.apply(move, at);
  return { kind: 'moved', position: fold.position(), moves };
}

function problemOf(
  from: FlowVersion,
  to: FlowVersion,
  token: Token,
  mapping: ElementMapping,
): readonly MigrationProblem[] {
  const { elementId, via, returnsTo } = token;
  const said = (reason: MigrationProblem['reason']) => [{ elementId, reason }];
  const before = findElement(from, elementId);
  const element = findTarget(to, elementId, mapping);
  if (element === undefined) return said('no-place');
  const within = before?.within === undefined ? undefined : mapped(before.within, mapping);
  if ((before !== undefined && !waitsAlike(before, element)) || element.within !== within)
    return said('not-a-place');
  if (via !== undefined && !transitionsTo(to, element.id).some(({ id }) => id === via))
    return said('waits-at-join');
  if (returnsTo !== null && findElement(to, returnsTo.elementId) === undefined) return said('no-way-back');
  return [];
}

/** What ran already runs on; what is new there begins now. */
function timersFor(
  to: FlowVersion,
  element: FlowElement,
  token: Token,
  pending: readonly PendingTimer[],
  at: Instant,
): readonly PendingTimer[] {
  const running = pending.filter(({ tokenId }) => tokenId === token.id);
  return (timersAt(to, element, token.id, at) ?? []).map(
    (timer) => running.find(({ elementId }) => elementId === timer.elementId) ?? timer,
  );
}

/** For a person or an event, for what goes on inside, or for other tokens: what comes next is the same. */
export function waitsAlike(one: FlowElement, other: FlowElement): boolean {
  if (one.kind === 'gateway' && other.kind === 'gateway') return one.gateway === other.gateway;
  if (one.kind === 'sub-process' && other.kind === 'sub-process') return one.isEvent === other.isEvent;
  return isPlace(one) ? isPlace(other) : one.kind === other.kind;
}

function isPlace({ kind }: FlowElement): boolean {
  return kind === 'step' || kind === 'catch';
}

function mapped(id: ElementId, mapping: ElementMapping): ElementId {
  return mapping.get(id) ?? id;
}

function findTarget(to: FlowVersion, id: ElementId, mapping: ElementMapping): FlowElement | undefined {
  return findElement(to, mapped(id, mapping));
}
