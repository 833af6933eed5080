import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { elementIdSchema, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import { tokenIdSchema } from '#shared/domain/flow/position.ts';
import type { RepairAct } from '#shared/domain/flow/repair.ts';
import { mayRepair } from '#shared/domain/people/person.ts';
import { caseKeys, changed, findOpened, moveOpened, seenArgs, tellMessages } from './case-change.ts';
import { defineMutator, type MutationContext, refused } from './mutator.ts';

const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('move'), ...seenArgs, to: elementIdSchema }).readonly(),
  z.object({ act: z.literal('skip'), ...seenArgs, outcome: transitionIdSchema.nullable() }).readonly(),
  z.object({ act: z.literal('repeat'), ...seenArgs }).readonly(),
  z.object({ act: z.literal('cancel'), ...seenArgs }).readonly(),
  z.object({ act: z.literal('add'), to: elementIdSchema }).readonly(),
]);

/** Puts a case right by hand, with the reason: a token is moved, sent on, begun again, added or taken away. */
export const caseRepair = defineMutator({
  name: 'case.repair',
  version: 1,
  args: z
    .object({ caseId: caseIdSchema, act: actSchema, text: z.string().trim().min(1).max(20_000) })
    .readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, { caseId, act, text }, context) => {
    const opened = findOpened(rows, caseId);
    if (opened === undefined) return refused('not-found');
    if (!mayRepair(context.actor)) return refused('not-allowed');
    const moved = moveOpened(rows, opened, { kind: 'repair', ...toAct(act, context) }, context);
    if (moved.kind === 'refused') return moved;
    const happening = { kind: 'repaired' as const, act: act.act, text };
    const worked = { ...opened, supportCase: moved.next };
    const messages = tellMessages(moved.messageIds, worked, { agent: context.actor.name });
    return changed(moved.next, { happening, moves: moved.moves, messages }, context);
  },
});

function toAct(act: z.infer<typeof actSchema>, context: MutationContext): RepairAct {
  return act.act === 'add' ? { ...act, tokenId: tokenIdSchema.parse(context.id('token')) } : act;
}
