import { useMemo } from 'react';
import { useRows } from '#renderer/data/hooks.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type BoardCounts, countBoard } from './board-counts.ts';

export type Board = { readonly version: FlowVersion; readonly counts: BoardCounts };

/** The flow new cases are opened with and where all its cases stand; undefined until the flow has arrived. */
export function useBoard(): Board | undefined {
  const flows = useRows('flow');
  const versions = useRows('flow-version');
  const cases = useRows('case');
  const version = versions.find(({ id }) => id === flows[0]?.doc.currentVersionId)?.doc;
  return useMemo(
    () => (version === undefined ? undefined : { version, counts: countBoard(cases, version) }),
    [version, cases],
  );
}
