/**
 * The number a case was told when its opening was settled, kept with that
 * mutation in the journal. A server that was restored since has forgotten it,
 * gives another one, and is told this one when the case is opened again.
 */
import type { RowsView } from '#renderer/data/client.ts';
import type { HeldChange } from '#renderer/data/held-rows.ts';
import type { Settled } from '#renderer/data/journal.ts';
import type { Work } from '#renderer/data/pending-mutation.ts';

/** Rows of the pull that settles it, and those held before; none where the pull replaces them. */
export type SeenRows = { readonly changes: readonly HeldChange[]; readonly before: RowsView | undefined };

export function withToldNumber(
  settled: Settled,
  work: Work | undefined,
  { changes, before }: SeenRows,
): Settled {
  if (work?.name !== 'case.open' || settled.outcome.kind !== 'applied') return settled;
  const { caseId } = work.args;
  const news = changes.find(({ kind, id }) => kind === 'case' && id === caseId);
  // An earlier pull may have brought the row, and not known what of it could be believed.
  const row = news === undefined ? before?.find('case', String(caseId)) : news.row;
  if (row?.kind !== 'case') return settled;
  const { number, formerNumbers } = row.doc;
  return { ...settled, base: { [row.id]: { number, formerNumbers } } };
}
