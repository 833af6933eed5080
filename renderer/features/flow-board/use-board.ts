import { useMemo } from 'react';
import { useRows } from '#renderer/data/hooks.ts';
import type { Flow, FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type BoardCounts, countBoard } from './board-counts.ts';
import { useBoardStore } from './board-store.ts';

export type Board = {
  readonly version: FlowVersion;
  readonly counts: BoardCounts;
  readonly flows: readonly Flow[];
};

/** A flow of the company and where all its cases stand; undefined until there is one. */
export function useBoard(): Board | undefined {
  const rows = useRows('flow');
  const chosen = useBoardStore(({ flowId }) => flowId);
  const versions = useRows('flow-version');
  const cases = useRows('case');
  const flow = rows.find(({ id }) => id === chosen) ?? rows[0];
  const version = versions.find(({ id }) => id === flow?.doc.currentVersionId)?.doc;
  return useMemo(
    () =>
      version === undefined
        ? undefined
        : { version, counts: countBoard(cases, version), flows: rows.map(({ doc }) => doc) },
    [version, cases, rows],
  );
}
