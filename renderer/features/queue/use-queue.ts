import { useEffect, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { RowsView } from '#renderer/data/client.ts';
import { useActor, useClient, useRows } from '#renderer/data/hooks.ts';
import { browserClock } from '#renderer/sync/browser-ports.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { Language } from '#shared/lib/words.ts';
import { type CaseList, type CaseTable, createCaseTable } from './case-table.ts';
import { catchUp, isFarBehind } from './catch-up.ts';
import type { QueueLane } from './lanes.ts';
import type { QueueItem } from './queue-item.ts';
import type { CaseQuery, QueueQuery } from './queue-query.ts';
import { useQueueStore } from './queue-store.ts';

const tables = new WeakMap<RowsView, { readonly language: Language; readonly table: CaseTable }>();

/** One for all that list cases, and for as long as a person is signed in and reads one language. */
function tableOf(rows: RowsView, language: Language): CaseTable {
  const known = tables.get(rows);
  if (known?.language === language) return known.table;
  const table = createCaseTable(language);
  tables.set(rows, { language, table });
  return table;
}

/**
 * The cases asked for, of all on this computer. Another list when one of them, or
 * a customer, changes. Null while very many have come at once and are put in order.
 */
export function useCaseList(query: CaseQuery, limit?: number): CaseList | null {
  const { rows } = useClient();
  const actor = useActor();
  const cases = useRows('case');
  const versions = useRows('flow-version');
  const customers = useRows('customer');
  const language = useLanguage();
  const table = tableOf(rows, language);
  const isBehind = isFarBehind(table, cases.length);
  const [, setTimesCaughtUp] = useState(0);
  useEffect(() => {
    let isWanted = true;
    if (isBehind)
      void catchUp(table, rows, query.order, browserClock).then(
        () => isWanted && setTimesCaughtUp((times) => times + 1),
      );
    return () => {
      isWanted = false;
    };
  }, [table, rows, isBehind, query.order]);
  return useMemo(() => {
    if (isBehind) return null;
    table.update({ cases, versions, customers });
    return table.select(query, actor.id, limit);
  }, [table, isBehind, actor.id, cases, versions, customers, query, limit]);
}

/** By the filters and the order chosen. A lane that is no longer there to be let go of narrows nothing. */
export function useQueueQuery(lanes: readonly Pick<QueueLane, 'key'>[]): QueueQuery {
  return useQueueStore(
    useShallow(({ view, order, laneKey, stepKey, text }) => {
      const isThere = lanes.some(({ key }) => key === laneKey);
      return { view, order, laneKey: isThere ? laneKey : null, stepKey, text };
    }),
  );
}

/** The newest cases with every word typed, open or ended; none until something is. */
export function useFoundCases(text: string, limit: number): readonly QueueItem[] {
  const query = useMemo(
    (): CaseQuery => ({ view: 'any', order: 'changed', laneKey: null, stepKey: null, text }),
    [text],
  );
  const list = useCaseList(query, limit);
  return text.trim() === '' || list === null
    ? []
    : Array.from({ length: list.length }, (_, index) => list.itemAt(index));
}
