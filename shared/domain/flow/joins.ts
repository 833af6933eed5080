/**
 * Where ways meet again. A parallel join goes on with one token by each of its
 * ways; an inclusive one with those that came, once nothing can come by the
 * others any more (BPMN 2.0.2, 13.4.2 and 13.4.3).
 */
import { getElement, transitionsTo } from './elements.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId, TransitionId } from './ids.ts';
import type { Token } from './position.ts';

/** The tokens that go on as one, the first to come first. */
export type Join = readonly [Token, ...Token[]];

export function isJoin(version: FlowVersion, element: FlowElement): boolean {
  return (
    element.kind === 'gateway' &&
    (element.gateway === 'parallel' || element.gateway === 'inclusive') &&
    transitionsTo(version, element.id).length > 1
  );
}

/** Whether it waits for the others. */
export function isJoining({ via, fault }: Token): boolean {
  return via !== undefined && fault === undefined;
}

/** The join a token has completed by coming to it. */
export function findParallelJoin(
  version: FlowVersion,
  tokens: readonly Token[],
  came: Token,
): Join | undefined {
  const waiting = tokens.filter((token) => waitsWith(token, came));
  const found = transitionsTo(version, came.elementId).map((way) =>
    waiting.find((token) => token.via === way.id),
  );
  return toJoin(found);
}

/** An inclusive join that nothing more can come to. */
export function findInclusiveJoin(version: FlowVersion, tokens: readonly Token[]): Join | undefined {
  const asked = new Set<Token>();
  for (const token of tokens) {
    const isWaiting = waitsWith(token, token) && isInclusive(getElement(version, token.elementId));
    if (!isWaiting || asked.has(token)) continue;
    const waiting = tokens.filter((other) => waitsWith(other, token));
    for (const other of waiting) asked.add(other);
    const others = tokens.filter((other) => other.parentId === token.parentId && !asked.has(other));
    if (others.some((other) => mayStillCome(version, token.elementId, waiting, other))) continue;
    const firsts = waiting.filter(
      (one, index) => waiting.findIndex((other) => other.via === one.via) === index,
    );
    return toJoin(firsts);
  }
  return undefined;
}

export type JoinProgress = {
  readonly arrived: number;
  /** With those that are still to come: of an inclusive join the ways that somebody can come by. */
  readonly awaited: number;
};

/** By how many ways tokens have come to a join; undefined where none waits there. */
export function joinProgress(
  version: FlowVersion,
  tokens: readonly Token[],
  join: ElementId,
): JoinProgress | undefined {
  const first = tokens.find((token) => token.elementId === join && waitsWith(token, token));
  if (first === undefined) return undefined;
  const filled = new Set(tokens.filter((token) => waitsWith(token, first)).map(({ via }) => via));
  const others = tokens.filter(
    ({ elementId, parentId }) => elementId !== join && parentId === first.parentId,
  );
  const isAwaited = (way: TransitionId) =>
    !isInclusive(getElement(version, join)) ||
    others.some((token) => reachesJoinBy(version, join, way, returning(token)));
  const open = transitionsTo(version, join).filter(({ id }) => !filled.has(id) && isAwaited(id));
  return { arrived: filled.size, awaited: filled.size + open.length };
}

function mayStillCome(
  version: FlowVersion,
  join: ElementId,
  waiting: readonly Token[],
  token: Token,
): boolean {
  const ways = transitionsTo(version, join);
  const filled = new Set(waiting.map(({ via }) => via));
  const isFilled = (way: TransitionId) => filled.has(way);
  const reaches = (way: TransitionId) => reachesJoinBy(version, join, way, returning(token));
  return (
    ways.some(({ id }) => !isFilled(id) && reaches(id)) && !ways.some(({ id }) => isFilled(id) && reaches(id))
  );
}

/** Whether a token can come from there to the join by this way without passing it before. */
export function reachesJoinBy(
  version: FlowVersion,
  join: ElementId,
  way: TransitionId,
  from: ElementId,
): boolean {
  return reaching(version, join, way).has(from);
}

const reachings = new WeakMap<FlowVersion, Map<TransitionId, ReadonlySet<ElementId>>>();

function reaching(version: FlowVersion, join: ElementId, way: TransitionId): ReadonlySet<ElementId> {
  const known = reachings.get(version) ?? new Map<TransitionId, ReadonlySet<ElementId>>();
  reachings.set(version, known);
  const found = known.get(way) ?? toReaching(version, join, way);
  known.set(way, found);
  return found;
}

function toReaching(version: FlowVersion, join: ElementId, way: TransitionId): ReadonlySet<ElementId> {
  const found = new Set<ElementId>();
  const open = transitionsTo(version, join)
    .filter(({ id }) => id === way)
    .map(({ from }) => from);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === join || found.has(id)) continue;
    found.add(id);
    const element = getElement(version, id);
    if (element.kind === 'boundary') open.push(element.attachedTo);
    open.push(...transitionsTo(version, id).map(({ from }) => from));
  }
  return found;
}

function waitsWith(token: Token, other: Token): boolean {
  return isJoining(token) && token.elementId === other.elementId && token.parentId === other.parentId;
}

/** Where it goes on from: an escalated one from the step it left. */
function returning({ returnsTo, elementId }: Token): ElementId {
  return returnsTo?.elementId ?? elementId;
}

function isInclusive(element: FlowElement): boolean {
  return element.kind === 'gateway' && element.gateway === 'inclusive';
}

function toJoin(tokens: readonly (Token | undefined)[]): Join | undefined {
  const there = tokens.filter((token) => token !== undefined);
  const [first, ...others] = there;
  return first === undefined || there.length < tokens.length ? undefined : [first, ...others];
}
