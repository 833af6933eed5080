import { z } from 'zod';
import { factsOf, withLearned } from '#shared/domain/case/facts.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { elementIdSchema, flowVersionIdSchema } from '#shared/domain/flow/ids.ts';
import { migrate } from '#shared/domain/flow/migrate.ts';
import { mayRepair } from '#shared/domain/people/person.ts';
import { caseKeys, changed, findOpened, momentAfter, movedTo, tellMessages } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** Takes a running case to another version of its flow. What is in the way is told by the ids of the elements. */
export const caseMigrate = defineMutator({
  name: 'case.migrate',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      /** The version whoever planned it saw the case in. */
      fromVersionId: flowVersionIdSchema,
      toVersionId: flowVersionIdSchema,
      /** From an element of the one to one of the other; those of the same id need not be named. */
      mapping: z
        .array(z.object({ from: elementIdSchema, to: elementIdSchema }).readonly())
        .max(2_000)
        .readonly(),
    })
    .readonly(),
  needs: (args, rows) => [
    ...caseKeys(rows, args.caseId),
    { kind: 'flow-version', id: args.fromVersionId },
    { kind: 'flow-version', id: args.toVersionId },
  ],
  run: (rows, args, context) => {
    const opened = findOpened(rows, args.caseId);
    const to = rows.find('flow-version', args.toVersionId);
    if (opened === undefined || to === undefined) return refused('not-found');
    if (!mayRepair(context.actor)) return refused('not-allowed');
    const { supportCase, version } = opened;
    if (supportCase.flowVersionId !== args.fromVersionId) return refused('changed-meanwhile');
    if (supportCase.position.endedAt !== null) return refused('case-ended');
    if (to.flowId !== version.flowId) return refused('not-allowed');
    const mapping = new Map(args.mapping.map((one) => [one.from, one.to]));
    const at = momentAfter(supportCase.changedAt, context.at);
    const result = migrate(version, to, supportCase.position, mapping, at, factsOf(supportCase, to));
    if (result.kind === 'refused')
      return refused(
        'element-unknown',
        result.problems.map(({ elementId }) => elementId),
      );
    const moved = { ...opened, version: to };
    const placed = { ...movedTo(result.position, moved, rows), flowVersionId: to.id };
    const next = withLearned(placed, result.learned);
    const happening = { kind: 'migrated' as const, from: version.number, to: to.number };
    const worked = { ...moved, supportCase: next };
    const messages = tellMessages(result.messageIds, worked, { agent: context.actor.name });
    return changed(next, { happening, moves: result.moves, messages }, context);
  },
});
