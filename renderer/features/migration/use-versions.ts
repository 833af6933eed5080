import { useMemo } from 'react';
import { useRow, useRows } from '#renderer/data/hooks.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { groupBy } from '#shared/lib/group-by.ts';

export type RunningVersion = {
  readonly version: FlowVersion;
  /** Its cases that have not ended. */
  readonly cases: readonly SupportCase[];
};

/** The versions of a flow on this computer with what runs in each, the newest first. */
export function useVersions(flowId: string): {
  readonly versions: readonly RunningVersion[];
  readonly currentId: string | undefined;
} {
  const flow = useRow('flow', flowId)?.doc;
  const versionRows = useRows('flow-version');
  const caseRows = useRows('case');
  const versions = useMemo(() => {
    const running = caseRows.map(({ doc }) => doc).filter(({ position }) => position.tokens.length > 0);
    const byVersion = groupBy(running, ({ flowVersionId }) => flowVersionId);
    return versionRows
      .map(({ doc }) => doc)
      .filter((version) => version.flowId === flowId)
      .sort((a, b) => b.number - a.number)
      .map((version) => ({ version, cases: byVersion.get(version.id) ?? [] }));
  }, [versionRows, caseRows, flowId]);
  return { versions, currentId: flow?.currentVersionId };
}
