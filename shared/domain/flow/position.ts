/**
 * Where a case stands in its flow: its tokens, and how often each element was
 * entered. It is the fold of the moves in the case's events, nothing else.
 */
import { z } from 'zod';
import type { Brand } from '#shared/lib/brand.ts';
import { type Instant, instantSchema } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { elementIdSchema, transitionIdSchema } from './flow-version.ts';

export type TokenId = Brand<string, 'TokenId'>;
export const tokenIdSchema = z.uuid().transform((id) => id as TokenId);

export const tokenSchema = z
  .object({
    id: tokenIdSchema,
    elementId: elementIdSchema,
    enteredAt: instantSchema,
    /** Which pass through the element this is, from 1. */
    attempt: z.number().int().positive(),
    /** The node it left for an escalation, and goes back to. */
    returnsTo: z
      .object({ elementId: elementIdSchema, attempt: z.number().int().positive() })
      .readonly()
      .nullable(),
  })
  .readonly();
export type Token = z.infer<typeof tokenSchema>;

export const positionSchema = z
  .object({
    tokens: z.array(tokenSchema).readonly(),
    attempts: z.record(z.string(), z.number().int().positive()).readonly(),
    endedAt: instantSchema.nullable(),
  })
  .readonly();
export type Position = z.infer<typeof positionSchema>;

/**
 * One step of a token. `from` is null where a token is born, `to` where it is
 * consumed. `via` is null for jumps the drawing has no arrow for.
 */
export const moveSchema = z
  .object({
    tokenId: tokenIdSchema,
    from: elementIdSchema.nullable(),
    via: transitionIdSchema.nullable(),
    to: elementIdSchema.nullable(),
    why: z.enum(['started', 'completed', 'passed', 'escalated', 'returned', 'ended', 'reopened']),
  })
  .readonly();
export type Move = z.infer<typeof moveSchema>;

export const nowhere: Position = { tokens: [], attempts: {}, endedAt: null };

/** The position after one more move. Throws when the move does not fit: recorded moves always do. */
export function applyMove(position: Position, move: Move, at: Instant): Position {
  const moving = position.tokens.find((token) => token.id === move.tokenId);
  if (move.from !== null && moving?.elementId !== move.from) throw new Error(`Token is not at ${move.from}`);
  const others = position.tokens.filter((token) => token !== moving);
  if (move.to === null) return { ...position, tokens: others, endedAt: others.length === 0 ? at : null };
  if (move.why === 'returned') {
    const { elementId, attempt } = must(moving?.returnsTo, 'where the escalation returns to');
    const back: Token = { id: move.tokenId, elementId, enteredAt: at, attempt, returnsTo: null };
    return { ...position, tokens: [...others, back], endedAt: null };
  }
  const attempt = (position.attempts[move.to] ?? 0) + 1;
  const returnsTo =
    move.why === 'escalated' && moving !== undefined
      ? { elementId: moving.elementId, attempt: moving.attempt }
      : (moving?.returnsTo ?? null);
  const token: Token = { id: move.tokenId, elementId: move.to, enteredAt: at, attempt, returnsTo };
  return {
    tokens: [...others, token],
    attempts: { ...position.attempts, [move.to]: attempt },
    endedAt: null,
  };
}
