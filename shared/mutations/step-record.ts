/** What a completed step leaves behind besides its answers: messages told, a solution worth keeping. */

import type { Happening } from '#shared/domain/case/case-event.ts';
import type { StepDone } from '#shared/domain/case/recorded.ts';
import { findStep, findTransition } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { heardBy } from '#shared/domain/flow/outcomes.ts';
import { type ArticleId, articleIdSchema } from '#shared/domain/knowledge/article.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { shorten } from '#shared/lib/shorten.ts';
import { changed, type MovedCase, type OpenedCase, tellMessages } from './case-change.ts';
import type { MutationContext, Outcome, Write } from './mutator.ts';

/** The case where the step led, and all the step leaves behind. `worker` did it and signs its messages. */
export function stepCompleted(
  moved: MovedCase,
  done: StepDone,
  happening: Happening,
  worker: Pick<Person, 'id' | 'name'>,
  context: MutationContext,
): Outcome {
  const { opened, next, moves } = moved;
  const worked = { ...opened, supportCase: next };
  const messages = tellMessages(moved.messageIds, worked, { agent: worker.name });
  const also = registersSolution(opened.version, done) ? [solutionDraft(worked, worker, context)] : [];
  return changed(next, { happening, moves, messages }, context, also);
}

/** What happens beside a step says nothing of its work, which may not be finished, or go on. */
function registersSolution(version: FlowVersion, { elementId, outcome }: StepDone): boolean {
  const way = findTransition(version, outcome);
  const isBeside = way !== undefined && heardBy(version, way) !== undefined;
  return !isBeside && findStep(version, elementId)?.effect === 'register-solution';
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
