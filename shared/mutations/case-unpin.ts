import { z } from 'zod';
import { pinIdSchema } from '#shared/domain/case/pin.ts';
import { defineMutator, refused } from './mutator.ts';

/** The case is here as any other from now on. Two computers may both have taken the pin off: that is no conflict. */
export const caseUnpin = defineMutator({
  name: 'case.unpin',
  version: 1,
  args: z.object({ pinId: pinIdSchema }).readonly(),
  needs: (args) => [{ kind: 'pin', id: args.pinId }],
  run: (rows, args, context) => {
    const pin = rows.find('pin', args.pinId);
    if (pin === undefined) return refused('not-found');
    const doc = { ...pin, unpinnedAt: pin.unpinnedAt ?? context.at };
    return { kind: 'done', writes: [{ kind: 'pin', id: pin.id, doc }], events: [] };
  },
});
