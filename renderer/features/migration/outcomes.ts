/**
 * What came of each case that was to be taken over, as it stands by now: the
 * server may have confirmed it since, or not have taken it.
 */
import { isPending } from '#renderer/data/client.ts';
import type { Taken } from '#renderer/data/use-one-by-one.ts';
import type { Refusal } from '#shared/domain/case/refusal.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { type RefusalCode, toRefusalCode } from '#shared/mutations/mutator.ts';

/** In the order they are listed: what somebody must look at comes first. */
const kinds = [
  /** Not even taken over here. */
  'refused',
  /** Taken over here, and in another version again. */
  'back',
  /** No longer on this computer, so nothing more is known of it. */
  'gone',
  /** Taken over here, and the server has still to say so. */
  'unsent',
  'confirmed',
] as const;

export type Outcome = {
  readonly kind: (typeof kinds)[number];
  /** As it is now, or was when it was last here. */
  readonly supportCase: SupportCase;
  /** Why it is not in the other version, where that is known. */
  readonly code: RefusalCode | null;
};

export function toOutcomes(
  taken: readonly Taken<SupportCase>[],
  toVersionId: string,
  cases: readonly Row<'case'>[],
  refusals: readonly Row<'refusal'>[],
): readonly Outcome[] {
  const rows = new Map(cases.map((row) => [row.doc.id, row]));
  const answers = new Map(refusals.filter(isOpen).map(({ doc }) => [doc.caseId, doc.code]));
  const outcomes = taken.map(({ item, refusal }): Outcome => {
    const row = rows.get(item.id);
    const supportCase = row?.doc ?? item;
    if (refusal !== null) return { kind: 'refused', supportCase, code: refusal };
    if (row === undefined) return { kind: 'gone', supportCase, code: null };
    if (row.doc.flowVersionId !== toVersionId) {
      const code = answers.get(item.id);
      return { kind: 'back', supportCase, code: code === undefined ? null : toRefusalCode(code) };
    }
    return { kind: isPending(row) ? 'unsent' : 'confirmed', supportCase, code: null };
  });
  return kinds.flatMap((kind) => outcomes.filter((outcome) => outcome.kind === kind));
}

/** A migration the server did not take, and its author has not looked at. */
function isOpen({ doc }: { readonly doc: Refusal }): boolean {
  return doc.name === 'case.migrate' && doc.settledAt === null;
}
