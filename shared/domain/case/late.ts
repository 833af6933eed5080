/**
 * Late is not refused.
 *
 * Someone finishes a step without a network while a colleague takes the case
 * on from that very pass. What was done was true where its author stood: it is
 * kept in the history as having arrived late, moves nothing by itself, and
 * waits for whoever leads or has the case.
 *
 * What counts is what the author had seen, not what a clock says: clocks of
 * computers are hours off, and nobody can know what has not reached them.
 */
import { advance } from '#shared/domain/flow/advance.ts';
import { findElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { TransitionId } from '#shared/domain/flow/ids.ts';
import type { StepWork } from '#shared/domain/flow/outcomes.ts';
import {
  isThere,
  type Position,
  positionSchema,
  type Seen,
  type Token,
} from '#shared/domain/flow/position.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Happening } from './case-event.ts';
import type { SupportCase } from './support-case.ts';

export type LateStep = Happening & { readonly kind: 'arrived-late' };

/**
 * Whether completing this pass was right where its author stood and is over by
 * now: the case has been in the pass and is in it no more, and the position its
 * author saw (`seen`, unread) lets the step be left like this.
 */
export function isLate(
  version: FlowVersion,
  position: Position,
  seen: unknown,
  done: Done,
  at: Instant,
): boolean {
  const { elementId, attempt } = done;
  const wasInPass = (position.attempts[elementId] ?? 0) >= attempt;
  const isInPass = position.tokens.some(
    (token) => token.elementId === elementId && token.attempt === attempt,
  );
  const known = positionSchema.safeParse(seen).data;
  if (!wasInPass || isInPass || known === undefined) return false;
  return couldBeDone(version, known, done, at);
}

type Done = Seen & { readonly outcome: TransitionId; readonly work: StepWork };

/**
 * Whether the step could be left like this from there. Where the case goes on in
 * another version, which has no such element, nobody can say that it could not:
 * that its author stood there is enough.
 */
function couldBeDone(version: FlowVersion, seen: Position, done: Done, at: Instant): boolean {
  if (seen.tokens.some(({ elementId }) => findElement(version, elementId) === undefined))
    return seen.tokens.some((token) => token.id === done.tokenId && isThere(token, done));
  return advance(version, seen, { kind: 'complete', ...done }, at).kind === 'moved';
}

/** Who says what becomes of a step that arrived late: those who lead, and whoever has the case. */
export function mayDecideLate(supportCase: SupportCase, actor: Actor): boolean {
  return actor.roles.includes('lead') || supportCase.assigneeId === actor.id;
}

/** The token that an accepted step would move: one that stands at that step again, in whatever pass. */
export function tokenForLate({ position }: SupportCase, late: LateStep): Token | undefined {
  return position.tokens.find(({ elementId }) => elementId === late.elementId);
}
