import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { changed } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/**
 * Records a message to the customer, or one the customer gave us. Never
 * refused to someone who could read the case.
 */
export const caseWriteMessage = defineMutator({
  name: 'case.writeMessage',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      from: z.enum(['agent', 'customer']),
      text: z.string().trim().min(1).max(20_000),
    })
    .readonly(),
  needs: (args) => [{ kind: 'case', id: args.caseId }],
  run: (rows, args, context) => {
    const supportCase = rows.find('case', args.caseId);
    if (supportCase === undefined) return refused('not-found');
    return changed(
      supportCase,
      { happening: { kind: 'message-written', from: args.from, text: args.text } },
      context,
    );
  },
});
