import { useMemo } from 'react';
import { useRows } from '#renderer/data/hooks.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';

export type RefusalGroup = { readonly caseId: string | null; readonly refusals: readonly Refusal[] };

/** Refused changes that still wait for their author, one group a case, oldest first. */
export function useRefusalGroups(): readonly RefusalGroup[] {
  const rows = useRows('refusal');
  return useMemo(() => {
    const groups = new Map<string | null, Refusal[]>();
    for (const { doc } of [...rows].sort((one, other) => one.doc.at - other.doc.at)) {
      if (doc.settledAt !== null) continue;
      groups.set(doc.caseId, [...(groups.get(doc.caseId) ?? []), doc]);
    }
    return [...groups].map(([caseId, refusals]) => ({ caseId, refusals }));
  }, [rows]);
}
