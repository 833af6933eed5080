import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { advance } from '#shared/domain/flow/advance.ts';
import { tokenIdSchema } from '#shared/domain/flow/position.ts';
import { caseKeys, changed, findOpened, momentAfter, movedTo, refusedByFlow } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** The customer is not content: an ended case goes back to where its flow says. */
export const caseReopen = defineMutator({
  name: 'case.reopen',
  version: 1,
  args: z.object({ caseId: caseIdSchema, text: z.string().trim().min(1).max(20_000) }).readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, args, context) => {
    const opened = findOpened(rows, args.caseId);
    if (opened === undefined) return refused('not-found');
    const { supportCase, version } = opened;
    const at = momentAfter(supportCase.changedAt, context.at);
    const tokenId = tokenIdSchema.parse(context.id('token'));
    const result = advance(version, supportCase.position, { kind: 'reopen', tokenId }, at);
    if (result.kind === 'refused') return refusedByFlow(result);
    const next = movedTo(result.position, opened, rows);
    return changed(next, { happening: { kind: 'reopened', text: args.text }, moves: result.moves }, context);
  },
});
