import { useEffect, useRef, useState } from 'react';
import type { RefusalCode } from '#shared/mutations/mutator.ts';
import type { Mutated } from './client.ts';

export type Outcome<T> = {
  readonly item: T;
  /** Null where it was done. */
  readonly refusal: RefusalCode | null;
};

export type OneByOne<T> = {
  /** Of what has been taken so far, in its order. */
  readonly outcomes: readonly Outcome<T>[];
  /** How many wait for their turn. */
  readonly left: number;
  readonly begin: (items: readonly T[], change: (item: T) => Mutated) => void;
  readonly stop: () => void;
};

/** Longer in one go, and a key would wait for it. */
const sliceMs = 8;

/** The same change to many, each with its own result, until all are done or somebody says stop or leaves. */
export function useOneByOne<T>(): OneByOne<T> {
  const [outcomes, setOutcomes] = useState<readonly Outcome<T>[]>([]);
  const [left, setLeft] = useState(0);
  // The run that goes on; a newer one, or none, ends it.
  const running = useRef(0);
  useEffect(
    () => () => {
      running.current += 1;
    },
    [],
  );

  const run = async (items: readonly T[], change: (item: T) => Mutated) => {
    running.current += 1;
    const mine = running.current;
    setOutcomes([]);
    const rest = items.values();
    let next = rest.next();
    for (let done = 0; !next.done && running.current === mine; ) {
      const slice: Outcome<T>[] = [];
      const until = performance.now() + sliceMs;
      for (; !next.done && performance.now() < until; next = rest.next()) {
        const result = change(next.value);
        slice.push({ item: next.value, refusal: result.kind === 'applied' ? null : result.code });
      }
      done += slice.length;
      setOutcomes((before) => [...before, ...slice]);
      setLeft(items.length - done);
      await nextFrame();
    }
  };
  return {
    outcomes,
    left,
    begin: (items, change) => void run(items, change),
    stop: () => {
      running.current += 1;
      setLeft(0);
    },
  };
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
