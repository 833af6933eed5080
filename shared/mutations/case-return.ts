import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { caseKeys, changed, moveCase, seenArgs } from './case-change.ts';
import { defineMutator } from './mutator.ts';

/** Ends an escalation early, with the decision taken: the case goes back to the node it left. */
export const caseReturn = defineMutator({
  name: 'case.return',
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
    const moved = moveCase(rows, args, { kind: 'return' }, context);
    if (moved.kind === 'refused') return moved;
    const happening = { kind: 'returned' as const, elementId: args.elementId, text: args.text };
    return changed(moved.next, { happening, moves: moved.moves }, context);
  },
});
