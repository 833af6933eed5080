/**
 * One run of the engine: a position, the moves made from it, and the tokens
 * that have come somewhere and have not acted there yet.
 *
 * Tokens act one after the other in the order they came up, so that the same
 * input always gives the same moves.
 */
import type { Instant } from '#shared/lib/instant.ts';
import { getElement } from './elements.ts';
import type { FlowVersion } from './flow-version.ts';
import type { ElementId } from './ids.ts';
import { isJoin } from './joins.ts';
import {
  type Fault,
  type Move,
  type PendingTimer,
  type Position,
  startFold,
  type Token,
  type TokenId,
  tokenIdSchema,
} from './position.ts';
import type { Facts } from './rules.ts';
import { timersAt } from './timers.ts';

/** Where a token goes and why; what follows from being there is added on the way. */
export type Entry = Omit<Move, 'to' | 'isJoining' | 'timers' | 'fault'> & { readonly to: ElementId };

export type Run = ReturnType<typeof startRun>;

export function startRun(version: FlowVersion, from: Position, given: Facts, at: Instant) {
  const fold = startFold(from);
  const moves: Move[] = [];
  const messageIds: string[] = [];
  const coming: Token[] = [];
  let learned: Facts = {};

  function make(move: Move): void {
    fold.apply(move, at);
    moves.push(move);
  }

  /** A token comes to an element, and will act there. `also` are timers that run besides its own. */
  function enter(entry: Entry, also: readonly PendingTimer[] = []): void {
    const element = getElement(version, entry.to);
    const own = timersAt(version, element, entry.tokenId, at);
    const timers = also.length > 0 ? [...(own ?? []), ...also] : (own ?? []);
    const joins = entry.via !== null && isJoin(version, element);
    const isPlain = !joins && timers.length === 0;
    make(
      isPlain ? entry : { ...entry, ...(joins && { isJoining: true }), ...(timers.length > 0 && { timers }) },
    );
    const token = fold.find(entry.tokenId);
    if (own === undefined) stop(entry.tokenId, entry.to, 'timer-unreadable');
    else if (token !== undefined) coming.push(token);
  }

  /** A token cannot go on by itself. */
  function stop(tokenId: TokenId, elementId: ElementId, fault: Fault): void {
    make({ tokenId, from: elementId, via: null, to: elementId, why: 'stopped', fault });
  }

  return {
    version,
    at,
    make,
    enter,
    stop,
    find: fold.find,
    tokens: fold.tokens,
    inbox: fold.inbox,
    /** Lets a token that rests act once more: what it waits for may be there. */
    wake: (token: Token): void => {
      coming.push(token);
    },
    /** The next that has come somewhere; undefined where all have acted. */
    next: (): Token | undefined => {
      for (let token = coming.shift(); token !== undefined; token = coming.shift()) {
        // What happened meanwhile may have moved it on, or consumed it.
        if (fold.find(token.id) === token) return token;
      }
      return undefined;
    },
    born: (): TokenId => tokenIdSchema.parse(`t${fold.entries() + 1}`),
    facts: (): Facts => ({ ...given, ...learned }),
    learn: (found: Facts): void => {
      learned = { ...learned, ...found };
    },
    tell: (messageId: string): void => {
      messageIds.push(messageId);
    },
    result: () => ({ position: fold.position(), moves, messageIds, learned }),
  };
}
