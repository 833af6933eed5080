/** Simulated time: timers fire in their order and nothing waits. The same seed gives the same run. */
import type { RandomBytes } from '#shared/lib/ids.ts';
import { monday } from './builders.ts';

export type Dice = {
  /** From 0 to `below`, without it. */
  readonly int: (below: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T | undefined;
  readonly bytes: RandomBytes;
};

/** mulberry32: small, and the same everywhere. */
export function aDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    chance: (share) => next() < share,
    pick: (list) => list[int(list.length)],
    bytes: () => Uint8Array.from({ length: 16 }, () => int(256)),
  };
}

export type SimTime = {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly delay: (ms: number) => Promise<void>;
  /** Lets so much time pass, with everything that happens in it. */
  readonly advance: (ms: number) => Promise<void>;
};

type Timer = { readonly at: number; readonly n: number; readonly run: () => void };

export function aSimTime(): SimTime {
  const timers = new Set<Timer>();
  let now: number = monday;
  let n = 0;

  function after(ms: number, run: () => void): () => void {
    n += 1;
    const timer: Timer = { at: now + Math.max(0, ms), n, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  }

  function nextBefore(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) {
      const isEarlier =
        first === undefined || timer.at < first.at || (timer.at === first.at && timer.n < first.n);
      if (timer.at <= end && isEarlier) first = timer;
    }
    return first;
  }

  return {
    now: () => now,
    after,
    delay: (ms) => new Promise((resolve) => after(ms, resolve)),
    advance: async (ms) => {
      const end = now + ms;
      await promisesToRest();
      for (let timer = nextBefore(end); timer !== undefined; timer = nextBefore(end)) {
        timers.delete(timer);
        now = timer.at;
        timer.run();
        await promisesToRest();
      }
      now = end;
    },
  };
}

/** Every promise chain that can go on has gone on. */
function promisesToRest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
