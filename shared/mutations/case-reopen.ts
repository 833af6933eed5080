import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { tokenIdSchema } from '#shared/domain/flow/position.ts';
import { caseKeys, changed, findOpened, moveOpened, tellMessages } from './case-change.ts';
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
    const tokenId = tokenIdSchema.parse(context.id('token'));
    const moved = moveOpened(rows, opened, { kind: 'reopen', tokenId }, context);
    if (moved.kind === 'refused') return moved;
    const happening = { kind: 'reopened' as const, text: args.text };
    const worked = { ...opened, supportCase: moved.next };
    const messages = tellMessages(moved.messageIds, worked, { agent: context.actor.name });
    return changed(moved.next, { happening, moves: moved.moves, messages }, context);
  },
});
