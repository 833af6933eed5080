/** Steps that arrived late and wait for the person signed in to decide about them. */
import { mayDecideLate } from '#shared/domain/case/late.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import { useActor, useRows } from './hooks.ts';

type Known = { readonly actor: Actor; readonly cases: readonly SupportCase[] };
const known = new WeakMap<readonly Row<'case'>[], Known>();

/** Their cases. The same array until a case changes. */
export function useCasesToDecide(): readonly SupportCase[] {
  const actor = useActor();
  const rows = useRows('case');
  const before = known.get(rows);
  if (before?.actor === actor) return before.cases;
  const cases = rows.flatMap(({ doc }) => (doc.lateIds.length > 0 && mayDecideLate(doc, actor) ? [doc] : []));
  known.set(rows, { actor, cases });
  return cases;
}
