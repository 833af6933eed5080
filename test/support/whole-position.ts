/** What makes a position whole: every token where it can be, waiting for something, with the timers of that place. */
import { expect } from 'vitest';
import { restsAt } from '#shared/domain/flow/advance.ts';
import { findElement, getElement, isAround, transitionsTo } from '#shared/domain/flow/elements.ts';
import { escalationPart } from '#shared/domain/flow/escalation.ts';
import { interrupts } from '#shared/domain/flow/events.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { isJoin, isJoining } from '#shared/domain/flow/joins.ts';
import type { Move, PendingTimer, Position, Token } from '#shared/domain/flow/position.ts';
import { timersAt, timersOfFlow } from '#shared/domain/flow/timers.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';

export function expectWhole(version: FlowVersion, position: Position, at: Instant): void {
  const { tokens, timers = [], inbox = [], endedAt, attempts } = position;
  const hasBegun = Object.keys(attempts).length > 0;
  expect(endedAt === null).toBe(tokens.length > 0 || !hasBegun);
  if (tokens.length === 0) expect([timers, inbox]).toEqual([[], []]);
  expect(new Set(tokens.map(({ id }) => id)).size).toBe(tokens.length);
  for (const token of tokens) {
    expect(token.attempt).toBeLessThanOrEqual(attempts[token.elementId] ?? 0);
    expectInPlace(version, position, token);
    expectWaiting(version, position, token);
  }
  const known = timers.map(({ tokenId, elementId }) => `${elementId} of ${tokenId}`);
  expect(known).toEqual([...new Set(known)]);
  for (const timer of timers) expectTimerOf(version, position, timer, at);
}

/** Inside of what its parent waits at; one that was escalated, or that parted from it, above. */
function expectInPlace(version: FlowVersion, { tokens }: Position, token: Token): void {
  const { elementId, parentId, returnsTo } = token;
  const above = escalationPart(version);
  if (returnsTo !== null) expect(above, `${elementId} is where escalations go`).toContain(elementId);
  const home = returnsTo?.elementId ?? elementId;
  const { within } = must(findElement(version, home), `element ${home}`);
  if (parentId === undefined) {
    const around = within === undefined ? undefined : findElement(version, within);
    expect(around, `nobody waits around ${elementId}`).toBeUndefined();
    return;
  }
  const parent = must(
    tokens.find(({ id }) => id === parentId),
    `the parent of ${elementId}`,
  );
  if (above.has(home) && within === undefined) return;
  expect(within !== undefined && isAround(version, parent, within), `${elementId} is inside`).toBe(true);
}

/** For a person, an event, what goes on inside, others at a join, or somebody who repairs it. */
function expectWaiting(version: FlowVersion, { tokens, timers = [] }: Position, token: Token): void {
  const { id, elementId, via, fault } = token;
  const element = getElement(version, elementId);
  if (isJoining(token)) {
    expect(isJoin(version, element), elementId).toBe(true);
    expect(transitionsTo(version, elementId).map((way) => way.id)).toContain(via);
  }
  // The checker finds what would lead to these.
  expect(['nothing-to-run', 'timer-unreadable']).not.toContain(fault);
  const isHost = tokens.some(({ parentId }) => parentId === id);
  const canHost = element.kind === 'sub-process' || element.kind === 'call';
  if (fault === undefined) expect(isHost, elementId).toBe(canHost);
  if (isHost) expect(canHost, elementId).toBe(true);
  const hasTimer = timers.some(({ tokenId }) => tokenId === id);
  const waits = fault !== undefined || isHost || isJoining(token) || restsAt(version, elementId) || hasTimer;
  expect(waits, `something is waited for at ${elementId}`).toBe(true);
}

function expectTimerOf(version: FlowVersion, { tokens }: Position, timer: PendingTimer, at: Instant): void {
  const token = tokens.find(({ id }) => id === timer.tokenId);
  expect(token === undefined, `whose ${timer.elementId} is`).toBe(timer.tokenId === null);
  const own =
    token === undefined
      ? timersOfFlow(version, at)
      : timersAt(version, getElement(version, token.elementId), token.id, at);
  expect(own?.map(({ elementId }) => elementId)).toContain(timer.elementId);
}

/** Who just came somewhere has the timers of its edge; who went on has left them. */
export function expectTimersBegun(
  version: FlowVersion,
  { tokens, timers = [] }: Position,
  at: Instant,
): void {
  for (const { id, elementId, enteredAt, fault } of tokens) {
    if (enteredAt !== at || fault !== undefined) continue;
    const own = timersAt(version, getElement(version, elementId), id, at) ?? [];
    // Those that begin a part of the flow are over once one of them has stopped everything around it.
    const atEdge = own.filter((timer) => getElement(version, timer.elementId).kind !== 'start');
    expect(timers).toEqual(expect.arrayContaining([...atEdge]));
  }
}

/** An event that stops what goes on around it leaves nothing of it. */
export function expectStopped(version: FlowVersion, before: Position, moves: readonly Move[]): void {
  const left = new Set(
    moves.flatMap(({ tokenId, why }) => (why === 'cancelled' || why === 'ended' ? tokenId : [])),
  );
  for (const { to, why, from, parentId } of moves) {
    if (why !== 'occurred' || from !== null || to === null || !stopsAround(version, to)) continue;
    const { within } = getElement(version, to);
    const around = before.tokens.filter(
      (token) =>
        token.parentId === parentId &&
        (parentId !== undefined || getElement(version, token.elementId).within === within),
    );
    for (const { id, elementId } of around) expect(left, `${elementId} is stopped by ${to}`).toContain(id);
  }
}

function stopsAround({ elements }: FlowVersion, id: ElementId): boolean {
  return elements.some((one) => one.kind === 'start' && one.within === id && interrupts(one));
}
