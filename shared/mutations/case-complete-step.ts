import { z } from 'zod';
import { caseIdSchema, type SupportCase } from '#shared/domain/case/support-case.ts';
import { advance } from '#shared/domain/flow/advance.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import { elementIdSchema, type Step, transitionIdSchema } from '#shared/domain/flow/flow-version.ts';
import { tokenIdSchema } from '#shared/domain/flow/position.ts';
import { type ArticleId, articleIdSchema } from '#shared/domain/knowledge/article.ts';
import {
  caseKeys,
  changed,
  findOpened,
  mayWorkAt,
  momentAfter,
  type OpenedCase,
  refusedByFlow,
  tellMessages,
} from './case-change.ts';
import { defineMutator, type MutationContext, refused, type Write } from './mutator.ts';

/** Completes the step a token rests at, with its form, its checklist and the outcome chosen. */
export const caseCompleteStep = defineMutator({
  name: 'case.completeStep',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      tokenId: tokenIdSchema,
      elementId: elementIdSchema,
      /** The pass the person saw, so that the same one is not completed twice. */
      attempt: z.number().int().positive(),
      outcome: transitionIdSchema,
      form: z.record(z.string().max(40), z.string().max(20_000)).readonly(),
      checked: z.array(z.string().max(60)).max(100).readonly(),
    })
    .readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, args, context) => {
    const opened = findOpened(rows, args.caseId);
    if (opened === undefined) return refused('not-found');
    const { supportCase, version } = opened;
    if (supportCase.position.endedAt !== null) return refused('case-ended');
    if (!mayWorkAt(opened, args.tokenId, context.actor.roles)) return refused('not-your-lane');
    const at = momentAfter(supportCase.changedAt, context.at);
    const work = { form: args.form, checked: args.checked };
    const { tokenId, elementId, attempt, outcome } = args;
    const result = advance(
      version,
      supportCase.position,
      { kind: 'complete', tokenId, elementId, attempt, outcome, work },
      at,
    );
    if (result.kind === 'refused') return refusedByFlow(result);
    const step = findStep(version, elementId);
    const next = { ...supportCase, ...recorded(supportCase, step, args.form), position: result.position };
    const messages = tellMessages(
      result.messageIds,
      { ...opened, supportCase: next },
      { agent: context.actor.name },
    );
    const happening = {
      kind: 'step-completed' as const,
      elementId,
      attempt,
      outcome,
      form: args.form,
      checked: args.checked,
    };
    const also =
      step?.effect === 'register-solution' ? [solutionDraft({ ...opened, supportCase: next }, context)] : [];
    return changed(next, { happening, moves: result.moves, messages }, context, also);
  },
});

/** What the form leaves on the case: every answer, and the category where the step asks for it. */
function recorded(
  supportCase: SupportCase,
  step: Step | undefined,
  form: Readonly<Record<string, string>>,
): Pick<SupportCase, 'form' | 'category'> {
  const asked = step?.form.find((field) => field.type === 'category');
  const category = asked === undefined ? undefined : form[asked.id];
  return { form: { ...supportCase.form, ...form }, category: category || supportCase.category };
}

/** R0.5: the solution as a draft of the knowledge base, for someone to review and publish. */
function solutionDraft({ supportCase, customer }: OpenedCase, context: MutationContext): Write {
  const id: ArticleId = articleIdSchema.parse(context.id('article'));
  const doc = {
    id,
    title: supportCase.form.articleTitle?.trim() || supportCase.subject.slice(0, 200),
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
