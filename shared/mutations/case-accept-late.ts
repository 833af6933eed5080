import { z } from 'zod';
import type { LateStep } from '#shared/domain/case/late.ts';
import { recorded } from '#shared/domain/case/recorded.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { changed, moveOpened, seenArgs } from './case-change.ts';
import { findUndecided, lateArgs, lateKeys } from './late-decision.ts';
import { defineMutator } from './mutator.ts';
import { stepCompleted } from './step-record.ts';

/**
 * Accepts a step that arrived late. Its answers go onto the case where nobody
 * has answered meanwhile. Where the case stands at that step again, in the pass
 * that whoever accepts it saw (`place`), it also takes the way the step leads.
 */
export const caseAcceptLate = defineMutator({
  name: 'case.acceptLate',
  version: 1,
  args: z
    .object({
      ...lateArgs,
      place: z.object({ tokenId: seenArgs.tokenId, attempt: seenArgs.attempt }).readonly().nullable(),
    })
    .readonly(),
  needs: (args, rows) => lateKeys(args, rows),
  run: (rows, args, context) => {
    const found = findUndecided(rows, args, context);
    if (found.kind === 'refused') return found;
    const { opened, late, by } = found;
    const { kind: _, receivedAt: _at, ...done } = late;
    const accepted = { kind: 'late-accepted' as const, eventId: args.eventId, ...done };
    if (args.place === null)
      return changed(filledIn(opened.supportCase, opened.version, late), { happening: accepted }, context);
    const { elementId, outcome, also = [], form, checked } = late;
    const work = { form, checked };
    const act = { kind: 'complete' as const, ...args.place, elementId, outcome, also, work };
    const moved = moveOpened(rows, opened, act, context);
    if (moved.kind === 'refused') return moved;
    const worker = rows.find('person', by) ?? context.actor;
    const happening = { ...accepted, attempt: args.place.attempt };
    return stepCompleted(moved, late, happening, worker, context);
  },
});

/** Ids of the fields that accepting fills in where it moves nothing: those nobody has answered meanwhile. */
export function fieldsFilledIn(
  supportCase: SupportCase,
  version: FlowVersion,
  late: LateStep,
): readonly string[] {
  const { form } = filledIn(supportCase, version, late);
  return Object.keys(form).filter((id) => form[id]?.trim() && !supportCase.form[id]?.trim());
}

/** The case with the answers of the late step where it has none. */
function filledIn(supportCase: SupportCase, version: FlowVersion, late: LateStep): SupportCase {
  const { form, category } = recorded(supportCase, version, late);
  const answered = Object.entries(supportCase.form).filter(([, value]) => value.trim() !== '');
  return {
    ...supportCase,
    form: { ...form, ...Object.fromEntries(answered) },
    category: supportCase.category || category,
  };
}
