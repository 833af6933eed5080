/**
 * What waits for the person signed in: refused changes of theirs, steps that
 * arrived late to decide about, and words begun for cases that have left.
 */
import { useMemo } from 'react';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { DraftKey } from './client.ts';
import { caseDraftAt } from './draft-keys.ts';
import { useRows } from './hooks.ts';
import { useCasesToDecide } from './late-steps.ts';
import { useLeftDrafts } from './left-drafts.ts';

/** One card: all that is asked about one case, customer or article. */
export type NeedsYouCard = {
  /** The id of what it is about. */
  readonly id: string;
  readonly caseId: string | null;
  /** In the order they were made: what follows a refused change was often refused because of it. */
  readonly refusals: readonly Refusal[];
  /** Events of steps that arrived late, oldest first. */
  readonly lateIds: readonly string[];
  /** Words begun for a case that is not here any more. */
  readonly draftKeys: readonly DraftKey[];
};

const nothing = { refusals: [], lateIds: [], draftKeys: [] } as const;

export function useNeedsYou(): readonly NeedsYouCard[] {
  const refusals = useRows('refusal');
  const cases = useCasesToDecide();
  const left = useLeftDrafts();
  return useMemo(() => needsYouCards(refusals, cases, left), [refusals, cases, left]);
}

export function needsYouCards(
  refusals: readonly Row<'refusal'>[],
  cases: readonly SupportCase[],
  left: readonly DraftKey[],
): readonly NeedsYouCard[] {
  const cards = new Map<string, NeedsYouCard>();
  const open = refusals.filter(({ doc }) => doc.settledAt === null);
  for (const { doc } of open.toSorted((one, other) => one.ver - other.ver)) {
    const id = subjectOf(doc);
    const before = cards.get(id) ?? { id, caseId: doc.caseId, ...nothing };
    cards.set(id, { ...before, refusals: [...before.refusals, doc] });
  }
  for (const { id, lateIds } of cases)
    cards.set(id, { ...(cards.get(id) ?? { id, caseId: id, ...nothing }), lateIds });
  for (const key of left) {
    const id = caseDraftAt(key)?.caseId;
    if (id === undefined) continue;
    const before = cards.get(id) ?? { id, caseId: id, ...nothing };
    cards.set(id, { ...before, draftKeys: [...before.draftKeys, key] });
  }
  return [...cards.values()];
}

function subjectOf({ id, caseId, args: { customerId, articleId } }: Refusal): string {
  const about = caseId ?? customerId ?? articleId;
  return typeof about === 'string' ? about : id;
}
