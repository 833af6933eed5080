/**
 * The flow engine: from a position and one input to the next position.
 *
 * Pure: the same input gives the same moves on a laptop offline, on the server
 * an hour later and in a replay. A token rests at a step or at a person's
 * decision; everything else it passes in the same call.
 */
import type { Instant } from '#shared/lib/instant.ts';
import { assertNever } from '#shared/lib/must.ts';
import { findElement, getElement, transitionsFrom } from './elements.ts';
import type { ElementId, FlowElement, FlowVersion, TransitionId } from './flow-version.ts';
import { type Missing, missingFor, outcomesAt, type StepWork } from './outcomes.ts';
import { applyMove, type Move, type Position, type Token, type TokenId } from './position.ts';

export type FlowInput =
  | { readonly kind: 'start'; readonly tokenId: TokenId }
  | (Place & { readonly kind: 'complete'; readonly outcome: TransitionId; readonly work: StepWork })
  | (Place & { readonly kind: 'escalate' })
  | (Place & { readonly kind: 'return' })
  | { readonly kind: 'reopen'; readonly tokenId: TokenId };

/** Where the person saw the token, down to the pass: what was decided of one pass is not done to the next. */
export type Place = { readonly tokenId: TokenId; readonly elementId: ElementId; readonly attempt: number };

export type AdvanceRefusal =
  /** The token is no longer where the person saw it. */
  | 'token-moved'
  | 'outcome-unknown'
  | 'work-missing'
  | 'cannot-escalate-here'
  | 'not-escalated'
  | 'already-started'
  | 'not-ended'
  /** More than a thousand automatic elements in one go: the flow runs in a circle. */
  | 'runaway';

/** What an input led to. A refusal is an answer, not a failure. */
export type AdvanceResult =
  | {
      readonly kind: 'moved';
      readonly position: Position;
      readonly moves: readonly Move[];
      /** Templates of the messages passed, in order. */
      readonly messageIds: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: AdvanceRefusal; readonly missing: readonly Missing[] };

const automaticLimit = 1000;

export function advance(
  version: FlowVersion,
  position: Position,
  input: FlowInput,
  at: Instant,
): AdvanceResult {
  const first = firstMove(version, position, input);
  if ('reason' in first) return { kind: 'refused', reason: first.reason, missing: first.missing ?? [] };
  return run(version, position, first.moves, at);
}

type FirstMoves =
  | { readonly moves: readonly Move[] }
  | { readonly reason: AdvanceRefusal; readonly missing?: readonly Missing[] };

function firstMove(version: FlowVersion, position: Position, input: FlowInput): FirstMoves {
  const token = position.tokens.find((candidate) => candidate.id === input.tokenId);
  switch (input.kind) {
    case 'start':
      if (position.tokens.length > 0 || position.endedAt !== null) return { reason: 'already-started' };
      return {
        moves: [
          {
            tokenId: input.tokenId,
            from: null,
            via: null,
            to: startOf(version, 'request').id,
            why: 'started',
          },
        ],
      };
    case 'complete':
      return completion(version, token, input);
    case 'escalate': {
      if (!isThere(token, input)) return { reason: 'token-moved' };
      const element = getElement(version, token.elementId);
      if (token.returnsTo !== null || element.kind !== 'step' || !element.canEscalate)
        return { reason: 'cannot-escalate-here' };
      return {
        moves: [
          {
            tokenId: token.id,
            from: token.elementId,
            via: null,
            to: startOf(version, 'escalation').id,
            why: 'escalated',
          },
        ],
      };
    }
    case 'return':
      if (!isThere(token, input)) return { reason: 'token-moved' };
      if (token.returnsTo === null) return { reason: 'not-escalated' };
      return { moves: [returnMove(token, token.elementId)] };
    case 'reopen':
      if (position.endedAt === null) return { reason: 'not-ended' };
      return {
        moves: [{ tokenId: input.tokenId, from: null, via: null, to: version.reopensAt, why: 'reopened' }],
      };
    default:
      return assertNever(input);
  }
}

function isThere(token: Token | undefined, seen: Place): token is Token {
  return token?.elementId === seen.elementId && token.attempt === seen.attempt;
}

function completion(
  version: FlowVersion,
  token: Token | undefined,
  input: FlowInput & { kind: 'complete' },
): FirstMoves {
  if (!isThere(token, input)) return { reason: 'token-moved' };
  const outcome = outcomesAt(version, token.elementId).find((transition) => transition.id === input.outcome);
  if (outcome === undefined) return { reason: 'outcome-unknown' };
  const missing = missingFor(version, token.elementId, outcome.id, input.work);
  if (missing.length > 0) return { reason: 'work-missing', missing };
  const last: Move = {
    tokenId: token.id,
    from: outcome.from,
    via: outcome.id,
    to: outcome.to,
    why: 'completed',
  };
  if (outcome.from === token.elementId) return { moves: [last] };
  const toGateway = transitionsFrom(version, token.elementId)[0];
  return {
    moves: [
      {
        tokenId: token.id,
        from: token.elementId,
        via: toGateway?.id ?? null,
        to: outcome.from,
        why: 'completed',
      },
      last,
    ],
  };
}

/** Applies the first moves, then lets the token pass all that needs nobody. */
function run(version: FlowVersion, from: Position, first: readonly Move[], at: Instant): AdvanceResult {
  const moves: Move[] = [];
  const messageIds: string[] = [];
  let position = from;
  const queue = [...first];
  for (let move = queue.shift(); move !== undefined; move = queue.shift()) {
    if (moves.length > automaticLimit) return { kind: 'refused', reason: 'runaway', missing: [] };
    position = applyMove(position, move, at);
    moves.push(move);
    if (queue.length > 0 || move.to === null || move.why === 'returned') continue;
    const token = position.tokens.find((candidate) => candidate.id === move.tokenId);
    const element = getElement(version, move.to);
    if (element.kind === 'message') messageIds.push(element.messageId);
    if (token !== undefined) queue.push(...nextMoves(version, token, element));
  }
  return { kind: 'moved', position, moves, messageIds };
}

function nextMoves(version: FlowVersion, token: Token, element: FlowElement): readonly Move[] {
  switch (element.kind) {
    case 'step':
    case 'gateway':
      return [];
    case 'end':
      if (element.result === 'return') return token.returnsTo === null ? [] : [returnMove(token, element.id)];
      return [{ tokenId: token.id, from: element.id, via: null, to: null, why: 'ended' }];
    case 'start':
    case 'message': {
      const next = transitionsFrom(version, element.id)[0];
      return next === undefined
        ? []
        : [{ tokenId: token.id, from: element.id, via: next.id, to: next.to, why: 'passed' }];
    }
    default:
      return assertNever(element);
  }
}

function returnMove(token: Token, from: ElementId): Move {
  return { tokenId: token.id, from, via: null, to: token.returnsTo?.elementId ?? null, why: 'returned' };
}

function startOf(version: FlowVersion, trigger: 'request' | 'escalation'): FlowElement {
  const start = version.elements.find((element) => element.kind === 'start' && element.trigger === trigger);
  if (start === undefined) throw new Error(`${version.key} has no start for ${trigger}`);
  return start;
}

/** True where a token waits for a person. */
export function restsAt(version: FlowVersion, elementId: ElementId): boolean {
  const kind = findElement(version, elementId)?.kind;
  return kind === 'step' || kind === 'gateway';
}
