import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { caseKeys, changed, moveCase, seenArgs, tellMessages } from './case-change.ts';
import { defineMutator } from './mutator.ts';

/** Takes a case up to the process owner (E1). It comes back to the node it leaves. */
export const caseEscalate = defineMutator({
  name: 'case.escalate',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      ...seenArgs,
      text: z.string().trim().min(1).max(20_000),
    })
    .readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, args, context) => {
    const moved = moveCase(rows, args, { kind: 'escalate' }, context);
    if (moved.kind === 'refused') return moved;
    const { elementId, text } = args;
    const messages = tellMessages(moved.messageIds, moved.opened, {
      agent: context.actor.name,
      reason: text,
    });
    const happening = { kind: 'escalated' as const, elementId, text };
    return changed(moved.next, { happening, moves: moved.moves, messages }, context);
  },
});
