/**
 * The flow engine: from a position and one input to the next position.
 *
 * Pure: the same input gives the same moves on a laptop offline, on the server
 * an hour later and in a replay. A token rests where a person, a message or the
 * clock is waited for; everything else it passes in the same call.
 */
import type { Instant } from '#shared/lib/instant.ts';
import { assertNever } from '#shared/lib/must.ts';
import { giveBack, halt, settle } from './act.ts';
import { findElement, getElement, startOf } from './elements.ts';
import { escalationStart } from './escalation.ts';
import type { FlowVersion, Transition } from './flow-version.ts';
import { fire } from './happen.ts';
import type { ElementId, TransitionId } from './ids.ts';
import { isJoining } from './joins.ts';
import { leave } from './leave.ts';
import { isAsked, type Missing, missingFor, outcomesAt, type StepWork } from './outcomes.ts';
import {
  isThere,
  type Move,
  type PendingTimer,
  type Position,
  type Seen,
  type Token,
  type TokenId,
} from './position.ts';
import { type Repair, type RepairRefusal, repair } from './repair.ts';
import type { Facts } from './rules.ts';
import { type Run, startRun } from './run.ts';
import { take } from './take.ts';
import { timersOfFlow } from './timers.ts';

export type FlowInput =
  /** `elementId` is one of several starts; without it the first. */
  | { readonly kind: 'start'; readonly tokenId: TokenId; readonly elementId?: ElementId }
  | (Seen & {
      readonly kind: 'complete';
      /** Null where nothing leads on from here. */
      readonly outcome: TransitionId | null;
      /** Further paths of an inclusive decision. */
      readonly also?: readonly TransitionId[];
      readonly work: StepWork;
    })
  | (Seen & { readonly kind: 'escalate' })
  | (Seen & { readonly kind: 'return' })
  | { readonly kind: 'reopen'; readonly tokenId: TokenId }
  /** The clock says that a timer is due. */
  | (Pick<PendingTimer, 'tokenId' | 'elementId' | 'dueAt'> & { readonly kind: 'time' })
  | Repair;

export type AdvanceRefusal =
  /** The token is no longer where the person saw it. */
  | 'token-moved'
  | 'outcome-unknown'
  | 'work-missing'
  | 'cannot-escalate-here'
  | 'not-escalated'
  | 'already-started'
  | 'not-ended'
  /** No such timer runs any more. */
  | 'timer-over'
  | 'not-due'
  | RepairRefusal;

/** What an input led to. A refusal is an answer, not a failure. */
export type AdvanceResult =
  | {
      readonly kind: 'moved';
      readonly position: Position;
      readonly moves: readonly Move[];
      /** Templates of the messages passed, in order. */
      readonly messageIds: readonly string[];
      /** What rules found out, for the case to keep. */
      readonly learned: Facts;
    }
  | { readonly kind: 'refused'; readonly reason: AdvanceRefusal; readonly missing: readonly Missing[] };

type Refusal = { readonly reason: AdvanceRefusal; readonly missing?: readonly Missing[] };

export function advance(
  version: FlowVersion,
  position: Position,
  input: FlowInput,
  at: Instant,
  facts: Facts = {},
): AdvanceResult {
  const run = startRun(version, position, facts, at);
  const refusal = begin(version, position, input, run, at);
  if (refusal !== undefined) return { kind: 'refused', missing: [], ...refusal };
  if (settle(run)) return { kind: 'moved', ...run.result() };
  // Nothing of the circle is told or kept: the token stands, at fault, where it would have begun.
  const halted = startRun(version, position, facts, at);
  begin(version, position, input, halted, at);
  halt(halted);
  return { kind: 'moved', ...halted.result() };
}

function begin(
  version: FlowVersion,
  position: Position,
  input: FlowInput,
  run: Run,
  at: Instant,
): Refusal | undefined {
  switch (input.kind) {
    case 'start': {
      if (position.tokens.length > 0 || position.endedAt !== null) return { reason: 'already-started' };
      const to = input.elementId ?? startOf(version).id;
      if (!isStartOfProcess(version, to)) return { reason: 'element-unknown' };
      run.enter(
        { tokenId: input.tokenId, from: null, via: null, to, why: 'started' },
        timersOfFlow(version, at) ?? [],
      );
      return;
    }
    case 'reopen':
      if (position.endedAt === null) return { reason: 'not-ended' };
      if (findElement(version, version.reopensAt) === undefined) return { reason: 'element-unknown' };
      run.enter(
        { tokenId: input.tokenId, from: null, via: null, to: version.reopensAt, why: 'reopened' },
        timersOfFlow(version, at) ?? [],
      );
      return;
    case 'time':
      return timeUp(position, input, run, at);
    case 'repair':
      return repair(version, position, input, run);
    default:
      return actAt(version, input, run);
  }
}

/** What a person does to the token they saw. */
function actAt(
  version: FlowVersion,
  input: FlowInput & { kind: 'complete' | 'escalate' | 'return' },
  run: Run,
): Refusal | undefined {
  const token = run.find(input.tokenId);
  if (!isThere(token, input)) return { reason: 'token-moved' };
  switch (input.kind) {
    case 'complete':
      return complete(version, token, input, run);
    case 'escalate': {
      const element = getElement(version, token.elementId);
      if (token.returnsTo !== null || element.kind !== 'step' || !element.canEscalate)
        return { reason: 'cannot-escalate-here' };
      const start = escalationStart(version);
      if (start === undefined) return { reason: 'cannot-escalate-here' };
      run.enter({ tokenId: token.id, from: token.elementId, via: null, to: start.id, why: 'escalated' });
      return;
    }
    case 'return':
      if (token.returnsTo === null) return { reason: 'not-escalated' };
      giveBack(run, token);
      return;
    default:
      return assertNever(input);
  }
}

function complete(
  version: FlowVersion,
  token: Token,
  { outcome, also = [], work }: FlowInput & { kind: 'complete' },
  run: Run,
): Refusal | undefined {
  // Nobody is asked before the others have come.
  if (isJoining(token)) return { reason: 'outcome-unknown' };
  const offered = outcomesAt(version, token.elementId);
  if (outcome === null) {
    if (offered.length > 0 || !restsAt(version, token.elementId)) return { reason: 'outcome-unknown' };
    leave(run, token, { why: 'completed' });
    return;
  }
  const find = (id: TransitionId) => offered.find((way) => way.id === id);
  const [chosen, others] = [find(outcome), also.map(find)];
  if (chosen === undefined || !areTogether(version, [chosen, ...others]))
    return { reason: 'outcome-unknown' };
  const missing = missingFor(version, token.elementId, outcome, work, also);
  if (missing.length > 0) return { reason: 'work-missing', missing };
  take(run, token, [chosen, ...others.filter((way) => way !== undefined)], { why: 'completed' });
  return;
}

/** Several paths at once only where an inclusive gateway offers them all. */
function areTogether(version: FlowVersion, ways: readonly (Transition | undefined)[]): boolean {
  const [first, ...others] = ways;
  if (others.length === 0) return true;
  const gateway = first === undefined ? undefined : getElement(version, first.from);
  const isInclusive = gateway?.kind === 'gateway' && gateway.gateway === 'inclusive';
  return (
    isInclusive && others.every((way) => way?.from === first?.from) && new Set(ways).size === ways.length
  );
}

function timeUp(
  position: Position,
  { tokenId, elementId, dueAt }: FlowInput & { kind: 'time' },
  run: Run,
  at: Instant,
): Refusal | undefined {
  const timer = position.timers?.find(
    (pending) => pending.tokenId === tokenId && pending.elementId === elementId && pending.dueAt === dueAt,
  );
  if (timer === undefined) return { reason: 'timer-over' };
  if (at < dueAt) return { reason: 'not-due' };
  fire(run, timer, tokenId === null ? undefined : run.find(tokenId));
  return;
}

/** Inside a sub-process a case would stand in what nothing has begun. */
function isStartOfProcess(version: FlowVersion, id: ElementId): boolean {
  const element = findElement(version, id);
  const around = element?.within === undefined ? undefined : findElement(version, element.within);
  return element?.kind === 'start' && around === undefined;
}

/** True where a token waits for a person. */
export function restsAt(version: FlowVersion, elementId: ElementId): boolean {
  const element = findElement(version, elementId);
  if (element === undefined || element.kind === 'start') return false;
  return element.kind === 'step' || isAsked(version, element) || outcomesAt(version, elementId).length > 0;
}
