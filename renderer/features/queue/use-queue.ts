import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useClient, useRows } from '#renderer/data/hooks.ts';
import { type QueueItem, toQueueItem } from './queue-item.ts';
import { selectQueue } from './queue-query.ts';
import { useQueueStore } from './queue-store.ts';

/** Every case of this computer as a line of the queue. */
export function useQueueItems(): readonly QueueItem[] {
  const { rows } = useClient();
  const cases = useRows('case');
  const customers = useRows('customer');
  const versions = useRows('flow-version');
  return useMemo(() => {
    const customerById = new Map(customers.map((row) => [row.id, row]));
    const versionById = new Map(versions.map((row) => [row.id, row]));
    const sources = {
      findCustomer: (id: string) => customerById.get(id) ?? rows.find('customer', id),
      findVersion: (id: string) => versionById.get(id) ?? rows.find('flow-version', id),
    };
    return cases.map((row) => toQueueItem(row, sources));
  }, [rows, cases, customers, versions]);
}

/** The lines to show, by the filters and the order chosen. */
export function useSelectedQueue(items: readonly QueueItem[]): readonly QueueItem[] {
  const { actor } = useClient();
  const query = useQueueStore(
    useShallow(({ view, order, tone, stepId, text }) => ({ view, order, tone, stepId, text })),
  );
  return useMemo(() => selectQueue(items, query, actor.id), [items, query, actor.id]);
}
