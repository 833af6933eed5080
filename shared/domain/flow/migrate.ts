/**
 * Taking a running case from one version of its flow to another. Every token
 * goes where the mapping says, or to the element of the same id; what it waited
 * for there goes on, and happens at once where it is there already. One that had
 * stopped tries again. Where one has no place nothing is moved, and what is in
 * the way is told: the plan is made again until it fits.
 */
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { settle } from './act.ts';
import { findElement, getElement, transitionsTo } from './elements.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import type { Move, PendingTimer, Position, Token } from './position.ts';
import type { Facts } from './rules.ts';
import { type Run, startRun } from './run.ts';
import { type Timers, timersAt, timersOfFlow } from './timers.ts';

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
    /** It is escalated, and the step it goes back to has no place. */
    | 'no-way-back';
};

export type Migrated =
  | {
      readonly kind: 'moved';
      readonly position: Position;
      readonly moves: readonly Move[];
      /** What is told and found out by those that go on at once. */
      readonly messageIds: readonly string[];
      readonly learned: Facts;
    }
  | { readonly kind: 'refused'; readonly problems: readonly MigrationProblem[] };

export function migrate(
  from: FlowVersion,
  to: FlowVersion,
  position: Position,
  mapping: ElementMapping,
  at: Instant,
  facts: Facts = {},
): Migrated {
  const change: Change = { from, to, mapping, at };
  const problems = position.tokens.flatMap((token) => problemOf(change, token));
  if (problems.length > 0) return { kind: 'refused', problems };
  const moves = movesOf(change, position);
  const run = startRun(to, position, facts, at);
  place(run, moves);
  if (settle(run)) return { kind: 'moved', ...run.result() };
  // What would go in a circle waits as it did.
  const still = startRun(to, position, facts, at);
  for (const move of moves) still.make(move);
  for (const { id, elementId, fault } of position.tokens)
    if (fault !== undefined) still.stop(id, mapped(elementId, change), fault);
  return { kind: 'moved', ...still.result() };
}

/** Those that may go on will act: a join may have lost the way that was missing, and a decision the person who was asked. */
function place(run: Run, moves: readonly Move[]): void {
  for (const move of moves) run.make(move);
  for (const token of run.tokens()) {
    const element = getElement(run.version, token.elementId);
    const { id, elementId } = token;
    if (timersAt(run.version, element, id, run.at) === undefined) run.stop(id, elementId, 'timer-unreadable');
    // What is inside has begun.
    else if (!run.tokens().some(({ parentId }) => parentId === id)) run.wake(token);
  }
}

type Change = {
  readonly from: FlowVersion;
  readonly to: FlowVersion;
  readonly mapping: ElementMapping;
  readonly at: Instant;
};

function problemOf(change: Change, token: Token): readonly MigrationProblem[] {
  const { elementId, via, returnsTo } = token;
  const said = (reason: MigrationProblem['reason']) => [{ elementId, reason }];
  const lacks = lackingFor(change, elementId);
  if (lacks !== undefined) return said(lacks);
  const ways = transitionsTo(change.to, mapped(elementId, change));
  if (via !== undefined && !ways.some(({ id }) => id === via)) return said('waits-at-join');
  if (returnsTo !== null && lackingFor(change, returnsTo.elementId) !== undefined) return said('no-way-back');
  return [];
}

/** Why what waits at an element cannot wait in the other version; undefined where it can. */
function lackingFor(change: Change, id: ElementId): 'no-place' | 'not-a-place' | undefined {
  const before = findElement(change.from, id);
  const element = findElement(change.to, mapped(id, change));
  if (element === undefined) return 'no-place';
  const within = before?.within === undefined ? undefined : mapped(before.within, change);
  const isAlike = before === undefined || waitsAlike(before, element);
  return isAlike && element.within === within ? undefined : 'not-a-place';
}

/** Each token to its place. The timers of the flow itself go with the first, and messages nobody waits for yet. */
function movesOf(change: Change, position: Position): readonly Move[] {
  const ofFlow = flowTimersOf(change, position);
  const moves = position.tokens.map((token, index): Move => {
    const to = mapped(token.elementId, change);
    const timers = [...timersFor(change, position, token), ...(index === 0 ? ofFlow.begin : [])];
    const home = token.returnsTo?.elementId;
    const isRenamed = home !== undefined && mapped(home, change) !== home;
    return {
      tokenId: token.id,
      from: token.elementId,
      via: null,
      to,
      why: 'migrated',
      ...(timers.length > 0 && { timers }),
      ...(index === 0 && ofFlow.drop.length > 0 && { drops: ofFlow.drop }),
      ...(isRenamed && { returnsTo: mapped(home, change) }),
    };
  });
  const kept = (position.inbox ?? []).filter((id) => mapped(id, change) !== id);
  const resent = kept.map((takes): Move => {
    const { tokenId, to: from } = must(moves[0], 'a token of a case that goes on');
    return { tokenId, from, via: null, to: mapped(takes, change), why: 'sent', takes };
  });
  return [...moves, ...resent];
}

function flowTimersOf(change: Change, { timers = [] }: Position) {
  const running = timers.filter(({ tokenId }) => tokenId === null);
  const [had, have] = [timersOfFlow(change.from, change.at), timersOfFlow(change.to, change.at)];
  const goOn = carriedOn(change, running, had, have);
  return {
    begin: goOn.filter((timer) => !running.includes(timer)),
    drop: running.filter((timer) => !goOn.includes(timer)).map(({ elementId }) => elementId),
  };
}

function timersFor(change: Change, { timers = [] }: Position, token: Token): readonly PendingTimer[] {
  const running = timers.filter(({ tokenId }) => tokenId === token.id);
  const before = findElement(change.from, token.elementId);
  const had = before && timersAt(change.from, before, token.id, change.at);
  const there = getElement(change.to, mapped(token.elementId, change));
  return carriedOn(change, running, had, timersAt(change.to, there, token.id, change.at));
}

/** What ran already runs on, what is new begins now, and what has happened does not begin again. */
function carriedOn(
  change: Change,
  running: readonly PendingTimer[],
  had: Timers,
  have: Timers,
): readonly PendingTimer[] {
  const known = new Set((had ?? []).map(({ elementId }) => mapped(elementId, change)));
  return (have ?? []).flatMap((timer) => {
    const { elementId } = timer;
    const runs = running.find((one) => mapped(one.elementId, change) === elementId);
    if (runs === undefined) return known.has(elementId) ? [] : [timer];
    return [runs.elementId === elementId ? runs : { ...runs, elementId }];
  });
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

function mapped(id: ElementId, { mapping }: Change): ElementId {
  return mapping.get(id) ?? id;
}
