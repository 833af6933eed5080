/** What a completed step leaves behind: answers on the case, messages told, a solution worth keeping. */
import type { Happening } from '#shared/domain/case/case-event.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { fieldsFor } from '#shared/domain/flow/outcomes.ts';
import { type ArticleId, articleIdSchema } from '#shared/domain/knowledge/article.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { shorten } from '#shared/lib/shorten.ts';
import { changed, type MovedCase, type OpenedCase, tellMessages } from './case-change.ts';
import type { MutationContext, Outcome, Write } from './mutator.ts';

type Done = {
  readonly elementId: ElementId;
  readonly outcome: TransitionId;
  readonly form: Readonly<Record<string, string>>;
};

/** The case where the step led, with all the step leaves behind. `worker` did it and signs its messages. */
export function stepCompleted(
  moved: MovedCase,
  done: Done,
  happening: Happening,
  worker: Pick<Person, 'id' | 'name'>,
  context: MutationContext,
): Outcome {
  const { opened, moves } = moved;
  const { version } = opened;
  const next = { ...moved.next, ...recorded(moved.next, version, done) };
  const worked = { ...opened, supportCase: next };
  const messages = tellMessages(moved.messageIds, worked, { agent: worker.name });
  const step = findStep(version, done.elementId);
  const also = step?.effect === 'register-solution' ? [solutionDraft(worked, worker, context)] : [];
  return changed(next, { happening, moves, messages }, context, also);
}

/**
 * What the form leaves on the case: the answers this way out of the step asks
 * for, and the category where it asks for one. Whatever else was typed stays in
 * the event and overwrites nothing.
 */
export function recorded(
  supportCase: SupportCase,
  version: FlowVersion,
  { elementId, outcome, form }: Done,
): Pick<SupportCase, 'form' | 'category'> {
  const fields = fieldsFor(findStep(version, elementId)?.form ?? [], outcome);
  const asked = fields.filter((field) => form[field.id] !== undefined);
  const answers = asked.map((field) => [field.id, form[field.id] ?? ''] as const);
  const category = asked.find((field) => field.type === 'category');
  return {
    form: { ...supportCase.form, ...Object.fromEntries(answers) },
    category: (category && form[category.id]) || supportCase.category,
  };
}

/** R0.5: the solution as a draft of the knowledge base, for someone to review and publish. */
function solutionDraft(
  { supportCase, customer }: OpenedCase,
  worker: Pick<Person, 'id'>,
  context: MutationContext,
): Write {
  const id: ArticleId = articleIdSchema.parse(context.id('article'));
  const doc = {
    id,
    title: shorten(supportCase.form.articleTitle?.trim() || supportCase.subject, 200).trim(),
    body: supportCase.form.solution ?? '',
    language: customer.language,
    category: supportCase.category,
    status: 'draft' as const,
    fromCaseId: supportCase.id,
    writtenBy: worker.id,
    writtenAt: context.at,
    publishedAt: null,
  };
  return { kind: 'article', id, doc };
}
