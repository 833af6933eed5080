/** Slows guessing: so many wrong passwords for one login from one address, then a pause. */
import type { Instant } from '#shared/lib/instant.ts';

export type SignInLimit = {
  /** Milliseconds until the next attempt is heard; 0 when it is heard now. */
  readonly waitMs: (login: string, address: string, now: Instant) => number;
  readonly failed: (login: string, address: string, now: Instant) => void;
  readonly succeeded: (login: string, address: string) => void;
};

const maxFailures = 10;
const windowMs = 5 * 60_000;
const maxRemembered = 10_000;

export function createSignInLimit(): SignInLimit {
  const failures = new Map<string, { readonly count: number; readonly since: Instant }>();
  const keyOf = (login: string, address: string) => JSON.stringify([login.toLowerCase(), address]);

  return {
    waitMs: (login, address, now) => {
      const entry = failures.get(keyOf(login, address));
      if (entry === undefined || entry.count < maxFailures) return 0;
      return Math.max(0, entry.since + windowMs - now);
    },
    failed: (login, address, now) => {
      const key = keyOf(login, address);
      const before = failures.get(key);
      const goesOn = before !== undefined && before.since + windowMs > now;
      failures.delete(key);
      failures.set(key, goesOn ? { ...before, count: before.count + 1 } : { count: 1, since: now });
      const [oldest] = failures.keys();
      if (failures.size > maxRemembered && oldest !== undefined) failures.delete(oldest);
    },
    succeeded: (login, address) => {
      failures.delete(keyOf(login, address));
    },
  };
}
