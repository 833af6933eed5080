/** Cases the person wants whole on this computer. */
import { useCallback } from 'react';
import type { Row } from '#shared/domain/kinds.ts';
import type { RowsView } from './client.ts';
import { useClient, useRows } from './hooks.ts';

/** Ids of the pins that hold, by case. */
export type Pins = ReadonlyMap<string, readonly string[]>;

const grouped = new WeakMap<readonly Row<'pin'>[], Pins>();

/** The same map until a pin changes. */
export function pinsByCase(rows: readonly Row<'pin'>[]): Pins {
  const known = grouped.get(rows);
  if (known !== undefined) return known;
  const pins = new Map<string, readonly string[]>();
  for (const { id, doc } of rows)
    if (doc.unpinnedAt === null) pins.set(doc.caseId, [...(pins.get(doc.caseId) ?? []), id]);
  grouped.set(rows, pins);
  return pins;
}

export function usePins(): Pins {
  return pinsByCase(useRows('pin'));
}

/** Pins a case that is not, and takes every pin off one that is. */
export function useTogglePin(): (caseId: string) => void {
  const { rows, mutate } = useClient();
  return useCallback(
    (caseId) => {
      const pinIds = pinsByCase(rows.all('pin')).get(caseId) ?? [];
      for (const pinId of pinIds) mutate('case.unpin', { pinId });
      if (pinIds.length === 0) mutate('case.pin', { caseId });
    },
    [rows, mutate],
  );
}

/** What the company has of the files of pinned cases, each once. */
export function pinnedFiles(rows: RowsView): readonly Row<'attachment'>[] {
  const all = [...pinsByCase(rows.all('pin')).keys()].flatMap((caseId) =>
    rows.childrenOf('attachment', caseId),
  );
  return all.filter(({ doc }) => doc.state === 'present');
}
