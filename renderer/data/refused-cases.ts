import type { Row } from '#shared/domain/kinds.ts';
import { useRows } from './hooks.ts';

const counted = new WeakMap<readonly Row<'refusal'>[], ReadonlyMap<string, number>>();

/** Cases with refused changes that still wait for their author, and how many. The same map until one changes. */
export function useRefusedCases(): ReadonlyMap<string, number> {
  const rows = useRows('refusal');
  const known = counted.get(rows);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const { doc } of rows)
    if (doc.settledAt === null && doc.caseId !== null)
      counts.set(doc.caseId, (counts.get(doc.caseId) ?? 0) + 1);
  counted.set(rows, counts);
  return counts;
}
