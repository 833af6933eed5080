import { useEffect, useMemo, useState } from 'react';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import type { CaseList } from './case-table.ts';
import { type HotQueue, readHotText, toHotText } from './hot-queue.ts';
import type { QueueQuery } from './queue-query.ts';

/** Often enough: what a start paints may be a second old. */
const keptAfterMs = 1000;

/** The list as it was last seen here, until the rows are in memory; from then on it is kept for the next start. */
export function useHotQueue(list: CaseList | null, query: QueueQuery): HotQueue | null {
  const { hot } = useClient();
  const isLoaded = useSyncState((state) => state.isLoaded && !state.isFirstSync) && list !== null;
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void hot.read().then((read) => isWanted && setText(read));
    return () => {
      isWanted = false;
    };
  }, [hot]);
  useEffect(() => {
    if (!isLoaded) return;
    const timer = setTimeout(() => {
      const next = toHotText(query, list);
      if (next !== null) hot.keep(next);
    }, keptAfterMs);
    return () => clearTimeout(timer);
  }, [hot, isLoaded, list, query]);
  return useMemo(() => (isLoaded ? null : readHotText(text, query)), [isLoaded, text, query]);
}
