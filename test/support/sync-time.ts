/** Simulated time: timers fire in their order and nothing waits. The same seed gives the same run. */
import type { RandomBytes } from '#shared/lib/ids.ts';
import { monday } from './builders.ts';

export type Dice = {
  /** From now on as if it had begun with this seed. Ids stay others than all before. */
  readonly reseed: (seed: number) => void;
  /** From 0 to `below`, without it. */
  readonly int: (below: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T | undefined;
  readonly bytes: RandomBytes;
};

export function aDice(seed: number): Dice {
  let next = mulberry32(seed);
  const nextOfIds = mulberry32(~seed);
  const int = (below: number): number => Math.floor(next() * below);
  return {
    reseed: (newSeed) => {
      next = mulberry32(newSeed);
    },
    int,
    chance: (share) => next() < share,
    pick: (list) => list[int(list.length)],
    bytes: () => Uint8Array.from({ length: 16 }, () => Math.floor(nextOfIds() * 256)),
  };
}

/** Small, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type SimTime = {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly delay: (ms: number) => Promise<void>;
  /** Lets so much time pass, with everything that happens in it. */
  readonly advance: (ms: number) => Promise<void>;
  /** Everything sleeps so long; what was due meanwhile happens when time goes on. */
  readonly sleep: (ms: number) => void;
};

type Timer = { readonly at: number; readonly n: number; readonly run: () => void; isCancelled: boolean };

export function aSimTime(): SimTime {
  const timers = createTimerHeap();
  let now: number = monday;
  let n = 0;

  function after(ms: number, run: () => void): () => void {
    n += 1;
    const timer: Timer = { at: now + Math.max(0, ms), n, run, isCancelled: false };
    timers.add(timer);
    return () => {
      timer.isCancelled = true;
    };
  }

  return {
    now: () => now,
    after,
    delay: (ms) => new Promise((resolve) => after(ms, resolve)),
    advance: async (ms) => {
      const end = now + ms;
      await promisesToRest();
      for (let timer = timers.takeBefore(end); timer !== undefined; timer = timers.takeBefore(end)) {
        if (timer.isCancelled) continue;
        now = Math.max(now, timer.at);
        timer.run();
        await promisesToRest();
      }
      now = end;
    },
    sleep: (ms) => {
      now += ms;
    },
  };
}

/** Every promise chain that can go on has gone on. */
function promisesToRest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The timers of a run by when they fire; of one moment the one set first. */
function createTimerHeap() {
  const heap: Timer[] = [];

  function isBefore(one: number, other: number): boolean {
    const [a, b] = [heap[one], heap[other]];
    return a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.n < b.n));
  }

  function swap(one: number, other: number): void {
    const [a, b] = [heap[one], heap[other]];
    if (a === undefined || b === undefined) return;
    heap[one] = b;
    heap[other] = a;
  }

  return {
    add: (timer: Timer): void => {
      let place = heap.push(timer) - 1;
      for (let up = (place - 1) >> 1; place > 0 && isBefore(place, up); up = (place - 1) >> 1) {
        swap(place, up);
        place = up;
      }
    },
    takeBefore: (end: number): Timer | undefined => {
      const first = heap[0];
      if (first === undefined || first.at > end) return undefined;
      const last = heap.pop();
      if (last === undefined || last === first) return first;
      heap[0] = last;
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        const least = isBefore(right, left) ? right : left;
        if (!isBefore(least, place)) return first;
        swap(least, place);
        place = least;
      }
    },
  };
}
