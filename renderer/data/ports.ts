/** What data and sync take from the outside, so that a test can bring its own time. */
export type Clock = {
  /** Milliseconds since 1970 by this computer's clock. */
  readonly now: () => number;
  /** Runs once after `ms`; the answer cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Lets the window paint and answer keys in the middle of long work. */
  readonly pause: () => Promise<void>;
};
