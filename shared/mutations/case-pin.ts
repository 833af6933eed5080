import { z } from 'zod';
import { type Pin, pinIdSchema } from '#shared/domain/case/pin.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { defineMutator, refused, type Write } from './mutator.ts';

/**
 * Keeps a case whole on the computers of whoever asks for it. Nobody else sees
 * that; only where the case had gone to the archive it comes back to everybody.
 */
export const casePin = defineMutator({
  name: 'case.pin',
  version: 1,
  args: z.object({ caseId: caseIdSchema }).readonly(),
  needs: (args) => [{ kind: 'case', id: args.caseId }],
  run: (rows, args, context) => {
    const supportCase = rows.find('case', args.caseId);
    if (supportCase === undefined) return refused('not-found');
    const pin: Pin = {
      id: pinIdSchema.parse(context.id('pin')),
      caseId: args.caseId,
      personId: context.actor.id,
      pinnedAt: context.at,
      unpinnedAt: null,
    };
    const doc = { ...supportCase, archivedAt: null };
    const back: readonly Write[] =
      supportCase.archivedAt === null ? [] : [{ kind: 'case', id: supportCase.id, doc }];
    return { kind: 'done', writes: [...back, { kind: 'pin', id: pin.id, doc: pin }], events: [] };
  },
});
