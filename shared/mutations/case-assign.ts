import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { mayTakeFrom, personIdSchema } from '#shared/domain/people/person.ts';
import { changed } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** Gives a case to someone who takes its team's work, or to nobody. `before` is whom the author saw. */
export const caseAssign = defineMutator({
  name: 'case.assign',
  version: 1,
  args: z
    .object({ caseId: caseIdSchema, to: personIdSchema.nullable(), before: personIdSchema.nullable() })
    .readonly(),
  needs: (args) => [
    { kind: 'case', id: args.caseId },
    ...(args.to === null ? [] : [{ kind: 'person' as const, id: args.to }]),
  ],
  run: (rows, args, context) => {
    const supportCase = rows.find('case', args.caseId);
    if (supportCase === undefined) return refused('not-found');
    if (supportCase.assigneeId === args.to) return refused('nothing-changed');
    if (supportCase.assigneeId !== args.before) return refused('changed-meanwhile');
    if (args.to !== null && !mayTakeFrom(supportCase.teamId, rows.find('person', args.to)))
      return refused('not-in-team');
    return changed(
      { ...supportCase, assigneeId: args.to },
      { happening: { kind: 'assigned', to: args.to, before: args.before } },
      context,
    );
  },
});
