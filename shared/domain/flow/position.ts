/**
 * Where a case stands in its flow: its tokens, how often each element was
 * entered, and what it waits for. It is the fold of the moves in the case's
 * events, nothing else.
 *
 * Most cases have one token and nothing more; what only some flows need is left
 * out where there is none.
 */
import { z } from 'zod';
import type { Brand } from '#shared/lib/brand.ts';
import { type Instant, instantSchema } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { own } from '#shared/lib/own.ts';
import { type ElementId, elementIdSchema, transitionIdSchema } from './ids.ts';

export type TokenId = Brand<string, 'TokenId'>;
/** The first of a case has a UUID; those that part from it are counted. */
export const tokenIdSchema = z
  .string()
  .regex(/^[\w-]{1,40}$/)
  .transform((id) => id as TokenId);

/** Why a token cannot go on by itself, until somebody repairs it. */
export const faults = [
  /** More than a thousand automatic elements in one go: the flow runs in a circle. */
  'runaway',
  /** No way out of a decision fits, and none is the default. */
  'no-path',
  /** A condition or a decision table cannot be read, or gives no answer. */
  'rule-failed',
  /** An error was raised that nothing around it takes. */
  'error-not-caught',
  /** What a call activity calls is not part of the flow version, or begins nowhere. */
  'nothing-to-run',
  /** A timer says no time that can be read. */
  'timer-unreadable',
] as const;
export type Fault = (typeof faults)[number];

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
    /** The token that waits at the sub-process or call this one is inside of. */
    parentId: tokenIdSchema.optional(),
    /** The way it came to a join, where it waits for the others. */
    via: transitionIdSchema.optional(),
    fault: z.enum(faults).optional(),
  })
  .readonly();
export type Token = z.infer<typeof tokenSchema>;

/**
 * What the clock will do: at `dueAt` the timer event `elementId` happens to the
 * token, or to the flow as a whole (null).
 */
export const pendingTimerSchema = z
  .object({
    tokenId: tokenIdSchema.nullable(),
    elementId: elementIdSchema,
    dueAt: instantSchema,
    /** How many times it comes again after this one; none where it never does, null where it always does. */
    repeats: z.number().int().positive().nullable().optional(),
  })
  .readonly();
export type PendingTimer = z.infer<typeof pendingTimerSchema>;

export const positionSchema = z
  .object({
    tokens: z.array(tokenSchema).readonly(),
    attempts: z.record(z.string(), z.number().int().positive()).readonly(),
    endedAt: instantSchema.nullable(),
    timers: z.array(pendingTimerSchema).readonly().optional(),
    /** Messages between its processes that came before anybody waited for them, by where they go. */
    inbox: z.array(elementIdSchema).readonly().optional(),
  })
  .readonly();
export type Position = z.infer<typeof positionSchema>;

/**
 * One step of a token. `from` is where it comes from, or the one it parted from;
 * null where there is none. `to` is null where it is consumed, `via` for jumps
 * the drawing has no arrow for.
 */
export const moveSchema = z
  .object({
    tokenId: tokenIdSchema,
    from: elementIdSchema.nullable(),
    via: transitionIdSchema.nullable(),
    to: elementIdSchema.nullable(),
    why: z.enum([
      'started',
      'completed',
      'passed',
      'escalated',
      'returned',
      'ended',
      'reopened',
      /** Born where ways part, or inside a sub-process; `parentId` says inside which. */
      'parted',
      /** Went up in another token at a join. */
      'joined',
      /** A timer, a message, an error or an escalation brought it here. */
      'occurred',
      'cancelled',
      /** It cannot go on and stays where it is; `fault` says why. */
      'stopped',
      /** Stays where it is; its message to `to` waits until it is asked for. */
      'sent',
      /** Somebody put it there by hand. */
      'repaired',
      /** The case went on in another version of its flow, in the same pass. */
      'migrated',
    ]),
    parentId: tokenIdSchema.optional(),
    /** It waits at a join for the others that come by the other ways. */
    isJoining: z.literal(true).optional(),
    fault: z.enum(faults).optional(),
    /** The timer that brought it here, which is over with that. */
    fired: z.object({ tokenId: tokenIdSchema.nullable(), elementId: elementIdSchema }).readonly().optional(),
    /**
     * Timers of the flow itself, or of what the token is born inside of, that are over: the version the
     * case goes on in has none such, or what they would begin has been interrupted.
     */
    drops: z.array(elementIdSchema).readonly().optional(),
    /** The timers that run from here on. */
    timers: z.array(pendingTimerSchema).readonly().optional(),
    /** The message it waited for had come before. */
    takes: elementIdSchema.optional(),
    /** The node an escalated token goes back to from now on, where that changes; null where to none. */
    returnsTo: elementIdSchema.nullable().optional(),
    /** What a rule decided by: the answers it read. */
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .readonly()
      .optional(),
  })
  .readonly();
export type Move = z.infer<typeof moveSchema>;

/** Where a person saw a token, down to the pass: what was decided of one pass is not done to the next. */
export type Seen = { readonly tokenId: TokenId; readonly elementId: ElementId; readonly attempt: number };

export function isThere(token: Token | undefined, seen: Seen): token is Token {
  return token?.elementId === seen.elementId && token.attempt === seen.attempt;
}

export const nowhere: Position = { tokens: [], attempts: {}, endedAt: null };

/** The position after one more move. Throws when the move does not fit: recorded moves always do. */
export function applyMove(position: Position, move: Move, at: Instant): Position {
  const fold = startFold(position);
  fold.apply(move, at);
  return fold.position();
}

export type Fold = ReturnType<typeof startFold>;

/** Many moves one after the other. The position it began from stays as it was. */
export function startFold(from: Position) {
  const tokens = new Map<TokenId, Token>();
  for (const token of from.tokens) tokens.set(token.id, token);
  const attempts: Record<string, number> = { ...from.attempts };
  let endedAt = from.endedAt;
  let timers = from.timers ?? [];
  let inbox = from.inbox ?? [];

  function apply(move: Move, at: Instant): void {
    const moving = tokens.get(move.tokenId);
    if (moving !== undefined && move.from !== null && moving.elementId !== move.from)
      throw new Error(`Token is not at ${move.from}`);
    if (move.why === 'sent') inbox = [...inbox, must(move.to, 'where a message goes')];
    else if (move.why === 'stopped') stop(must(moving, 'the token that stops'), move);
    else place(moving, move, at);
    if (move.takes !== undefined) inbox = without(inbox, move.takes);
    if (move.timers !== undefined) timers = [...timers, ...move.timers];
  }

  function place(moving: Token | undefined, move: Move, at: Instant): void {
    if (timers.length > 0) timers = timers.filter((timer) => !isOver(timer, move));
    // The one that moves comes last: the newest is what happened last.
    tokens.delete(move.tokenId);
    if (move.to === null) {
      if (tokens.size > 0) return;
      endedAt = at;
      timers = [];
      inbox = [];
      return;
    }
    endedAt = null;
    tokens.set(move.tokenId, moved(moving, move, move.to, at));
  }

  function moved(moving: Token | undefined, move: Move, to: ElementId, at: Instant): Token {
    const parentId = moving === undefined ? move.parentId : moving.parentId;
    const inside = parentId === undefined ? {} : { parentId };
    if (move.why === 'returned') {
      const { elementId, attempt } = must(moving?.returnsTo, 'where the escalation returns to');
      return { id: move.tokenId, elementId, enteredAt: at, attempt, returnsTo: null, ...inside };
    }
    if (move.why === 'migrated' && moving !== undefined) {
      const returnsTo = wayBackOf(moving, move);
      const { fault: _stopped, ...token } = moving;
      countUpTo(to, moving.attempt);
      if (returnsTo !== null) countUpTo(returnsTo.elementId, returnsTo.attempt);
      return { ...token, elementId: to, returnsTo };
    }
    const attempt = countOf(to) + 1;
    attempts[to] = attempt;
    const returnsTo = moving === undefined ? null : wayBackOf(moving, move);
    const waits = move.isJoining === true && move.via !== null ? { via: move.via } : {};
    return { id: move.tokenId, elementId: to, enteredAt: at, attempt, returnsTo, ...inside, ...waits };
  }

  function countOf(id: ElementId): number {
    return own(attempts, id) ?? 0;
  }

  /** The passes of what is called otherwise in another version go on from where they were. */
  function countUpTo(id: ElementId, attempt: number): void {
    attempts[id] = Math.max(countOf(id), attempt);
  }

  function stop(token: Token, { fault }: Move): void {
    tokens.set(token.id, { ...token, fault: must(fault, 'why it stops') });
  }

  return {
    apply,
    find: (id: TokenId): Token | undefined => tokens.get(id),
    tokens: (): readonly Token[] => [...tokens.values()],
    timers: (): readonly PendingTimer[] => timers,
    inbox: (): readonly ElementId[] => inbox,
    /** How often elements were entered so far: no two tokens are born at the same count. */
    entries: (): number => Object.values(attempts).reduce((sum, count) => sum + count, 0),
    /** Asked last: nothing is applied any more. */
    position: (): Position => ({
      tokens: [...tokens.values()],
      attempts,
      endedAt,
      ...(timers.length > 0 && { timers }),
      ...(inbox.length > 0 && { inbox }),
    }),
  };
}

/** A token that goes takes its timers with it. */
function isOver(
  { tokenId, elementId }: PendingTimer,
  { fired, drops, parentId, tokenId: moving }: Move,
): boolean {
  return (
    tokenId === moving ||
    (tokenId === fired?.tokenId && elementId === fired?.elementId) ||
    (tokenId === (parentId ?? null) && drops?.includes(elementId) === true)
  );
}

/** The pass that an escalated token goes back to. */
function wayBackOf({ elementId, attempt, returnsTo }: Token, move: Move): Token['returnsTo'] {
  if (move.why === 'escalated') return { elementId, attempt };
  if (move.returnsTo === undefined || returnsTo === null) return returnsTo;
  return move.returnsTo === null ? null : { ...returnsTo, elementId: move.returnsTo };
}

function without<T>(list: readonly T[], one: T): readonly T[] {
  const index = list.indexOf(one);
  return index < 0 ? list : list.toSpliced(index, 1);
}
