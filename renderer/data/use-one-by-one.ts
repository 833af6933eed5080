import { useEffect, useRef, useState } from 'react';
import type { RefusalCode } from '#shared/mutations/mutator.ts';
import type { Mutated } from './client.ts';

export type Taken<T> = {
  readonly item: T;
  /** Null where it was done. */
  readonly refusal: RefusalCode | null;
};

export type OneByOne<T> = {
  /** What came of each so far, in this run and in those before; of what was taken up again only the newest. */
  readonly taken: readonly Taken<T>[];
  /** How many wait for their turn. */
  readonly left: number;
  /** Resolves with what came of each that was reached: all, or those before somebody said stop or left. */
  readonly begin: (items: readonly T[], change: (item: T) => Mutated) => Promise<readonly Taken<T>[]>;
  readonly stop: () => void;
};

/** Longer in one go, and a key would wait for it. */
const sliceMs = 8;

/** The same change to many, each with its own result, in slices beside the screen. `keyOf` tells what is the same item. */
export function useOneByOne<T>(keyOf: (item: T) => string): OneByOne<T> {
  const [taken, setTaken] = useState<readonly Taken<T>[]>([]);
  const [left, setLeft] = useState(0);
  // The run that goes on; a newer one, or none, ends it.
  const running = useRef(0);
  useEffect(
    () => () => {
      running.current += 1;
    },
    [],
  );

  const begin: OneByOne<T>['begin'] = async (items, change) => {
    running.current += 1;
    const mine = running.current;
    const before = withoutThese(taken, items, keyOf);
    const reached: Taken<T>[] = [];
    const rest = items.values();
    let next = rest.next();
    while (!next.done && running.current === mine) {
      const until = performance.now() + sliceMs;
      for (; !next.done && performance.now() < until; next = rest.next()) {
        const result = change(next.value);
        reached.push({ item: next.value, refusal: result.kind === 'applied' ? null : result.code });
      }
      setTaken([...before, ...reached]);
      setLeft(items.length - reached.length);
      await nextTask();
    }
    return reached;
  };
  return {
    taken,
    left,
    begin,
    stop: () => {
      running.current += 1;
      setLeft(0);
    },
  };
}

/** What came of others than these. */
export function withoutThese<T>(
  taken: readonly Taken<T>[],
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly Taken<T>[] {
  const keys = new Set(items.map(keyOf));
  return taken.filter(({ item }) => !keys.has(keyOf(item)));
}

/** Unlike a frame it comes in a hidden window too. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
