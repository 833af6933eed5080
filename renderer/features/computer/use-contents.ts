import { useEffect, useState } from 'react';
import { useClient, useRows } from '#renderer/data/hooks.ts';
import type { Kind } from '#shared/domain/kinds.ts';

/** Kinds a person has a word for, in the order of the list. */
export const shownKinds = [
  'case',
  'event',
  'customer',
  'article',
  'flow-version',
] as const satisfies readonly Kind[];
export type ShownKind = (typeof shownKinds)[number];

export type Contents = {
  readonly counts: Readonly<Record<ShownKind, number>>;
  /** All of them together on disk, deflated; null while that is not known. */
  readonly bytes: number | null;
};

export function useContents(): Contents {
  const { readSizes } = useClient();
  const [bytes, setBytes] = useState<number | null>(null);
  useEffect(() => {
    let isWanted = true;
    void readSizes().then((sizes) => isWanted && setBytes(sumOf(sizes)));
    return () => {
      isWanted = false;
    };
  }, [readSizes]);
  return {
    counts: {
      case: useRows('case').length,
      event: useRows('event').length,
      customer: useRows('customer').length,
      article: useRows('article').length,
      'flow-version': useRows('flow-version').length,
    },
    bytes,
  };
}

function sumOf(sizes: ReadonlyMap<string, number>): number | null {
  return sizes.size === 0 ? null : [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
