/** Whether this computer can be taken away from the network for some days, and if not, what is missing. */
import { sessionUnusedForMs } from '#shared/protocol/session.ts';

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
  /** Null while it is not known. */
  readonly isProtected: boolean | null;
  readonly freeBytes: number | null;
};

export type CheckId = 'fresh' | 'sent' | 'cases' | 'articles' | 'signedIn' | 'protected' | 'room';
export type Check = { readonly id: CheckId; readonly isOk: boolean };

/** In the order a person would see to them. What is not known yet is left out. */
export function checksOf(facts: Facts): readonly Check[] {
  const { now, lastContactAt, isProtected, freeBytes } = facts;
  const isFresh = facts.isOnline && lastContactAt !== null && now - lastContactAt <= freshForMs;
  return [
    { id: 'fresh', isOk: isFresh },
    { id: 'sent', isOk: facts.pending === 0 },
    { id: 'cases', isOk: facts.casesWithoutFlow === 0 },
    { id: 'articles', isOk: facts.articles > 0 },
    { id: 'signedIn', isOk: lastContactAt !== null && signedInUntil(lastContactAt) - now >= signedInForMs },
    ...(isProtected === null ? [] : [{ id: 'protected' as const, isOk: isProtected }]),
    ...(freeBytes === null ? [] : [{ id: 'room' as const, isOk: freeBytes >= roomBytes }]),
  ];
}

/** A session that nobody uses ends by itself; every contact moves it on. */
export function signedInUntil(lastContactAt: number): number {
  return lastContactAt + sessionUnusedForMs;
}
