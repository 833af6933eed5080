import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import { tokenIdSchema } from '#shared/domain/flow/position.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { caseKeys, changed, findOpened, moveOpened, tellMessages } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/**
 * A timer of the flow is due, and what it leads to happens. The server does
 * this by itself; it stands in no registry, so that nobody can send it.
 */
export const caseFireTimer = defineMutator({
  name: 'case.fireTimer',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      /** None where it is the whole flow's. */
      tokenId: tokenIdSchema.nullable(),
      elementId: elementIdSchema,
      dueAt: instantSchema,
    })
    .readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, { caseId, ...timer }, context) => {
    const opened = findOpened(rows, caseId);
    if (opened === undefined) return refused('not-found');
    const moved = moveOpened(rows, opened, { kind: 'time', ...timer }, context);
    if (moved.kind === 'refused') return moved;
    const happening = { kind: 'timer-fired' as const, elementId: timer.elementId, dueAt: timer.dueAt };
    const worked = { ...opened, supportCase: moved.next };
    const messages = tellMessages(moved.messageIds, worked, { agent: context.actor.name });
    return changed(moved.next, { happening, moves: moved.moves, messages }, context);
  },
});
