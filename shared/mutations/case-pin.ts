import { z } from 'zod';
import { type Pin, pinIdSchema } from '#shared/domain/case/pin.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { defineMutator, refused } from './mutator.ts';

/** Keeps a case whole on the computers of whoever asks for it. Nobody else sees that. */
export const casePin = defineMutator({
  name: 'case.pin',
  version: 1,
  args: z.object({ caseId: caseIdSchema }).readonly(),
  needs: (args) => [{ kind: 'case', id: args.caseId }],
  run: (rows, args, context) => {
    if (rows.find('case', args.caseId) === undefined) return refused('not-found');
    const pin: Pin = {
      id: pinIdSchema.parse(context.id('pin')),
      caseId: args.caseId,
      personId: context.actor.id,
      pinnedAt: context.at,
      unpinnedAt: null,
    };
    return { kind: 'done', writes: [{ kind: 'pin', id: pin.id, doc: pin }], events: [] };
  },
});
