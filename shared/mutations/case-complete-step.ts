import { z } from 'zod';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import { type Step, type TransitionId, transitionIdSchema } from '#shared/domain/flow/flow-version.ts';
import { fieldsFor } from '#shared/domain/flow/outcomes.ts';
import { type ArticleId, articleIdSchema } from '#shared/domain/knowledge/article.ts';
import { shorten } from '#shared/lib/shorten.ts';
import { caseKeys, changed, moveCase, type OpenedCase, placeArgs, tellMessages } from './case-change.ts';
import { defineMutator, type MutationContext, type Write } from './mutator.ts';

/** Completes the step a token rests at, with its form, its checklist and the outcome chosen. */
export const caseCompleteStep = defineMutator({
  name: 'case.completeStep',
  version: 1,
  args: z
    .object({
      ...placeArgs,
      outcome: transitionIdSchema,
      form: z.record(z.string().max(40), z.string().max(20_000)).readonly(),
      checked: z.array(z.string().max(60)).max(100).readonly(),
    })
    .readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, args, context) => {
    const { elementId, attempt, outcome, form, checked } = args;
    const act = { kind: 'complete' as const, outcome, work: { form, checked } };
    const moved = moveCase(rows, args, act, context);
    if (moved.kind === 'refused') return moved;
    const { opened, moves } = moved;
    const step = findStep(opened.version, elementId);
    const next = { ...moved.next, ...recorded(opened.supportCase, step, outcome, form) };
    const worked = { ...opened, supportCase: next };
    const messages = tellMessages(moved.messageIds, worked, { agent: context.actor.name });
    const happening = { kind: 'step-completed' as const, elementId, attempt, outcome, form, checked };
    const also = step?.effect === 'register-solution' ? [solutionDraft(worked, context)] : [];
    return changed(next, { happening, moves, messages }, context, also);
  },
});

/**
 * What the form leaves on the case: the answers this way out of the step asks
 * for, and the category where it asks for one. Whatever else was typed stays in
 * the event and overwrites nothing.
 */
function recorded(
  supportCase: SupportCase,
  step: Step | undefined,
  outcome: TransitionId,
  form: Readonly<Record<string, string>>,
): Pick<SupportCase, 'form' | 'category'> {
  const asked = fieldsFor(step?.form ?? [], outcome).filter((field) => form[field.id] !== undefined);
  const answers = asked.map((field) => [field.id, form[field.id] ?? ''] as const);
  const category = asked.find((field) => field.type === 'category');
  return {
    form: { ...supportCase.form, ...Object.fromEntries(answers) },
    category: (category && form[category.id]) || supportCase.category,
  };
}

/** R0.5: the solution as a draft of the knowledge base, for someone to review and publish. */
function solutionDraft({ supportCase, customer }: OpenedCase, context: MutationContext): Write {
  const id: ArticleId = articleIdSchema.parse(context.id('article'));
  const doc = {
    id,
    title: shorten(supportCase.form.articleTitle?.trim() || supportCase.subject, 200).trim(),
    body: supportCase.form.solution ?? '',
    language: customer.language,
    category: supportCase.category,
    status: 'draft' as const,
    fromCaseId: supportCase.id,
    writtenBy: context.actor.id,
    writtenAt: context.at,
    publishedAt: null,
  };
  return { kind: 'article', id, doc };
}
