/** Whether this computer can be taken away from the network for some days, and if not, what is missing. */
import type { Row } from '#shared/domain/kinds.ts';
import { sessionUnusedForMs } from '#shared/protocol/session.ts';
import type { Amount } from './file-facts.ts';
import type { PinnedCase } from './pinned-cases.ts';

/** How long people are away for who want to know. */
export const daysAway = 4;

const dayMs = 86_400_000;
/** What was heard so recently is as good as now. */
const freshForMs = 15 * 60_000;
/** A sign-in that ends sooner is renewed before leaving. */
const signedInForMs = 14 * dayMs;
/** A few days of photos. */
const roomBytes = 500_000_000;

export type Facts = {
  readonly now: number;
  readonly isOnline: boolean;
  readonly lastContactAt: number | null;
  readonly pending: number;
  readonly myCases: number;
  /** Open cases whose flow is not on this computer: their steps could not be worked. */
  readonly casesWithoutFlow: number;
  readonly articles: number;
  /** Files attached here that are not with the company yet. Null, as all below, while it is not known. */
  readonly toSend: Amount | null;
  /** Files of the person's open cases that are not on this computer. */
  readonly away: readonly Row<'attachment'>[] | null;
  readonly pinned: readonly PinnedCase[] | null;
  readonly isProtected: boolean | null;
  readonly freeBytes: number | null;
};

export type CheckId =
  | 'fresh'
  | 'sent'
  | 'filesSent'
  | 'cases'
  | 'caseFiles'
  | 'pinned'
  | 'articles'
  | 'signedIn'
  | 'protected'
  | 'room';
export type Check = { readonly id: CheckId; readonly isOk: boolean };

/** In the order a person would see to them. What is not known yet is left out. */
export function checksOf(facts: Facts): readonly Check[] {
  const { now, lastContactAt, toSend, away, pinned, isProtected, freeBytes } = facts;
  const isFresh = facts.isOnline && lastContactAt !== null && now - lastContactAt <= freshForMs;
  return [
    { id: 'fresh', isOk: isFresh },
    { id: 'sent', isOk: facts.pending === 0 },
    ...(toSend === null ? [] : [{ id: 'filesSent' as const, isOk: toSend.count === 0 }]),
    { id: 'cases', isOk: facts.casesWithoutFlow === 0 },
    ...(away === null ? [] : [{ id: 'caseFiles' as const, isOk: away.length === 0 }]),
    ...(pinned === null || stillHeld(pinned).length === 0
      ? []
      : [{ id: 'pinned' as const, isOk: incomplete(pinned).length === 0 }]),
    { id: 'articles', isOk: facts.articles > 0 },
    { id: 'signedIn', isOk: lastContactAt !== null && signedInUntil(lastContactAt) - now >= signedInForMs },
    ...(isProtected === null ? [] : [{ id: 'protected' as const, isOk: isProtected }]),
    ...(freeBytes === null ? [] : [{ id: 'room' as const, isOk: freeBytes >= roomBytes }]),
  ];
}

/** What is no longer the person's to hold is neither waited for nor said to be here. */
export function stillHeld(pinned: readonly PinnedCase[]): readonly PinnedCase[] {
  return pinned.filter(({ name }) => name !== null);
}

export function incomplete(pinned: readonly PinnedCase[]): readonly PinnedCase[] {
  return stillHeld(pinned).filter(({ isWhole }) => !isWhole);
}

/** A session that nobody uses ends by itself; every contact moves it on. */
export function signedInUntil(lastContactAt: number): number {
  return lastContactAt + sessionUnusedForMs;
}
