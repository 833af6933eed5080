import { z } from 'zod';
import { defineMutator, refused } from './mutator.ts';

/** The author has dealt with a refused change: it no longer asks for attention. */
export const refusalSettle = defineMutator({
  name: 'refusal.settle',
  version: 1,
  args: z.object({ refusalId: z.uuid() }).readonly(),
  needs: (args) => [{ kind: 'refusal', id: args.refusalId }],
  run: (rows, args, context) => {
    const refusal = rows.find('refusal', args.refusalId);
    if (refusal === undefined) return refused('not-found');
    if (refusal.settledAt !== null) return refused('nothing-changed');
    return {
      kind: 'done',
      writes: [{ kind: 'refusal', id: refusal.id, doc: { ...refusal, settledAt: context.at } }],
      events: [],
    };
  },
});
