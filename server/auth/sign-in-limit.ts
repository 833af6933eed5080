/**
 * Slows guessing: so many wrong passwords for one login from one address, or
 * from one address for any logins, then a pause.
 */
import type { Instant } from '#shared/lib/instant.ts';
import { toLogin } from './accounts.ts';

export type SignInLimit = {
  /** Milliseconds until the next attempt is heard; 0 when it is heard now. */
  readonly waitMs: (login: string, address: string, now: Instant) => number;
  readonly failed: (login: string, address: string, now: Instant) => void;
  readonly succeeded: (login: string, address: string) => void;
};

const maxFailures = 10;
/** A whole office may stand behind one address; going through names and common passwords takes far more. */
const maxFailuresOfAddress = 100;
const windowMs = 5 * 60_000;
const maxRemembered = 10_000;

export function createSignInLimit(): SignInLimit {
  const failures = new Map<string, { readonly count: number; readonly since: Instant }>();
  const keyOf = (login: string, address: string) => JSON.stringify([toLogin(login), address]);

  function waitOf(key: string, max: number, now: Instant): number {
    const entry = failures.get(key);
    if (entry === undefined || entry.count < max) return 0;
    return Math.max(0, entry.since + windowMs - now);
  }

  function count(key: string, now: Instant): void {
    const before = failures.get(key);
    const goesOn = before !== undefined && before.since + windowMs > now;
    failures.delete(key);
    failures.set(key, goesOn ? { ...before, count: before.count + 1 } : { count: 1, since: now });
    const [oldest] = failures.keys();
    if (failures.size > maxRemembered && oldest !== undefined) failures.delete(oldest);
  }

  return {
    waitMs: (login, address, now) =>
      Math.max(waitOf(keyOf(login, address), maxFailures, now), waitOf(address, maxFailuresOfAddress, now)),
    failed: (login, address, now) => {
      count(keyOf(login, address), now);
      count(address, now);
    },
    succeeded: (login, address) => {
      failures.delete(keyOf(login, address));
    },
  };
}
