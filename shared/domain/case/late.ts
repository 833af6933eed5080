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
import { advance, type Place } from '#shared/domain/flow/advance.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { TransitionId } from '#shared/domain/flow/ids.ts';
import type { StepWork } from '#shared/domain/flow/outcomes.ts';
import { type Position, positionSchema, type Token } from '#shared/domain/flow/position.ts';
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
  done: Place & { readonly outcome: TransitionId; readonly work: StepWork },
  at: Instant,
): boolean {
  const { elementId, attempt } = done;
  const wasThere = (position.attempts[elementId] ?? 0) >= attempt;
  const isThere = position.tokens.some((token) => token.elementId === elementId && token.attempt === attempt);
  const known = positionSchema.safeParse(seen).data;
  if (!wasThere || isThere || known === undefined) return false;
  return advance(version, known, { kind: 'complete', ...done }, at).kind === 'moved';
}

/** Who says what becomes of a step that arrived late: those who lead, and whoever has the case. */
export function mayDecideLate(supportCase: SupportCase, actor: Actor): boolean {
  return actor.roles.includes('lead') || supportCase.assigneeId === actor.id;
}

/** The token that an accepted step would move: one that stands at that step again, in whatever pass. */
export function tokenForLate({ position }: SupportCase, late: LateStep): Token | undefined {
  return position.tokens.find(({ elementId }) => elementId === late.elementId);
}
