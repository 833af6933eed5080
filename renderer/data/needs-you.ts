/** What waits for the person signed in: refused changes of theirs, and steps that arrived late to decide about. */
import { useMemo } from 'react';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { useRows } from './hooks.ts';
import { useCasesToDecide } from './late-steps.ts';

/** One card: all that is asked about one case, customer or article. */
export type Asking = {
  /** The id of what it is about. */
  readonly id: string;
  readonly caseId: string | null;
  /** In the order they were made: what follows a refused change was often refused because of it. */
  readonly refusals: readonly Refusal[];
  /** Events of steps that arrived late, oldest first. */
  readonly lateIds: readonly string[];
};

export function useNeedsYou(): readonly Asking[] {
  const refusals = useRows('refusal');
  const cases = useCasesToDecide();
  return useMemo(() => askingOf(refusals, cases), [refusals, cases]);
}

export function askingOf(
  refusals: readonly Row<'refusal'>[],
  cases: readonly SupportCase[],
): readonly Asking[] {
  const cards = new Map<string, Asking>();
  const open = refusals.filter(({ doc }) => doc.settledAt === null);
  for (const { doc } of open.toSorted((one, other) => one.ver - other.ver)) {
    const id = subjectOf(doc);
    const before = cards.get(id) ?? { id, caseId: doc.caseId, refusals: [], lateIds: [] };
    cards.set(id, { ...before, refusals: [...before.refusals, doc] });
  }
  for (const { id, lateIds } of cases)
    cards.set(id, { ...(cards.get(id) ?? { id, caseId: id, refusals: [] }), lateIds });
  return [...cards.values()];
}

function subjectOf({ id, caseId, args: { customerId, articleId } }: Refusal): string {
  const about = caseId ?? customerId ?? articleId;
  return typeof about === 'string' ? about : id;
}
