import type { Clock } from '#renderer/data/ports.ts';

/** What is left alone for a while, by name. */
export type Resting = {
  /** `ms`: infinite where only `wake` ends it. */
  readonly rest: (name: string, ms: number) => void;
  readonly isResting: (name: string) => boolean;
  readonly restsForEver: (name: string) => boolean;
  readonly wake: (name: string) => void;
};

/** A clock that is put back by hours would have somebody wait for as long: a jump, either way, ends it too. */
export function createResting(clock: Pick<Clock, 'now'>): Resting {
  const rests = new Map<string, { readonly since: number; readonly ms: number }>();
  return {
    rest: (name, ms) => void rests.set(name, { since: clock.now(), ms }),
    isResting: (name) => {
      const { since, ms } = rests.get(name) ?? { since: 0, ms: 0 };
      return Math.abs(clock.now() - since) < ms;
    },
    restsForEver: (name) => rests.get(name)?.ms === Number.POSITIVE_INFINITY,
    wake: (name) => void rests.delete(name),
  };
}
