/** Waits between attempts: longer each time, and never in step with other computers. */
import type { RandomBytes } from '#shared/lib/ids.ts';

export type Backoff = {
  /** How long to wait before the next attempt, and no less than the server has asked for. */
  readonly nextMs: (askedMs?: number) => number;
  readonly reset: () => void;
};

const firstMs = 300;
const longestMs = 10_000;

export function createBackoff(random: RandomBytes): Backoff {
  let attempts = 0;
  return {
    nextMs: (askedMs = 0) => {
      const wholeMs = Math.min(firstMs * 2 ** attempts, longestMs);
      attempts += 1;
      const share = (random()[0] ?? 0) / 255;
      return Math.round(Math.max(wholeMs * (0.5 + share / 2), askedMs * (1 + share / 2)));
    },
    reset: () => {
      attempts = 0;
    },
  };
}
