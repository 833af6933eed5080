import { z } from 'zod';
import { isLate } from '#shared/domain/case/late.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { transitionIdSchema } from '#shared/domain/flow/ids.ts';
import {
  answersSchema,
  caseKeys,
  changed,
  findOpened,
  mayWorkAt,
  moveCase,
  seenArgs,
} from './case-change.ts';
import { defineMutator, type MutationContext, type Outcome, type Rows } from './mutator.ts';
import { stepCompleted } from './step-record.ts';

const args = z
  .object({
    caseId: caseIdSchema,
    ...seenArgs,
    outcome: transitionIdSchema,
    /** Further ways of an inclusive decision. */
    also: z.array(transitionIdSchema).max(100).readonly().optional(),
    form: answersSchema,
    checked: z.array(z.string().max(60)).max(100).readonly(),
  })
  .readonly();

/**
 * Completes the step a token rests at, with its form, its checklist and the
 * outcome chosen. Where the case has gone on meanwhile, it arrives late.
 */
export const caseCompleteStep = defineMutator({
  name: 'case.completeStep',
  version: 1,
  args,
  needs: ({ caseId }, rows) => caseKeys(rows, caseId),
  run: (rows, args, context) => {
    const { elementId, attempt } = args;
    const done = doneIn(args);
    const { form, checked, ...ways } = done;
    const act = { kind: 'complete' as const, ...ways, work: { form, checked } };
    const moved = moveCase(rows, args, act, context);
    if (moved.kind === 'refused') return arrivedLate(rows, args, context) ?? moved;
    const happening = { kind: 'step-completed' as const, elementId, attempt, ...done };
    return stepCompleted(moved, args, happening, context.actor, context);
  },
});

/** What was done at the step, as its event tells it. */
function doneIn({ outcome, also = [], form, checked }: z.infer<typeof args>) {
  return { outcome, ...(also.length > 0 && { also }), form, checked };
}

/** Kept in the history and left for a decision; undefined where it was not true where its author stood. */
function arrivedLate(rows: Rows, done: z.infer<typeof args>, context: MutationContext): Outcome | undefined {
  const { caseId, elementId, attempt, form, checked } = done;
  const opened = findOpened(rows, caseId);
  if (opened === undefined || !mayWorkAt(opened.version, elementId, context.actor.roles)) return undefined;
  const { supportCase, version } = opened;
  const work = { form, checked };
  const seen = context.base[caseId]?.position;
  if (!isLate(version, supportCase.position, seen, { ...done, work }, context.at)) return undefined;
  const { receivedAt } = context;
  return changed(
    { ...supportCase, lateIds: [...supportCase.lateIds, context.id('event')] },
    {
      happening: { kind: 'arrived-late', elementId, attempt, ...doneIn(done), receivedAt },
      isMerged: true,
    },
    context,
  );
}
