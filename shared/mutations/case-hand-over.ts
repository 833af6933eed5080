import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { mayTakeFrom, personIdSchema } from '#shared/domain/people/person.ts';
import { changed } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** Passes a case to a colleague with a word on why; the colleague is told. `before` is whom the author saw. */
export const caseHandOver = defineMutator({
  name: 'case.handOver',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      to: personIdSchema,
      before: personIdSchema.nullable(),
      text: z.string().trim().min(1).max(20_000),
    })
    .readonly(),
  needs: (args) => [
    { kind: 'case', id: args.caseId },
    { kind: 'person', id: args.to },
  ],
  run: (rows, args, context) => {
    const supportCase = rows.find('case', args.caseId);
    if (supportCase === undefined) return refused('not-found');
    if (supportCase.position.endedAt !== null) return refused('case-ended');
    if (supportCase.assigneeId === args.to) return refused('nothing-changed');
    if (supportCase.assigneeId !== args.before) return refused('changed-meanwhile');
    if (!mayTakeFrom(supportCase.teamId, rows.find('person', args.to))) return refused('not-in-team');
    return changed(
      { ...supportCase, assigneeId: args.to },
      { happening: { kind: 'handed-over', to: args.to, before: args.before, text: args.text } },
      context,
    );
  },
});
