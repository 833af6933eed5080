import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { advance } from '#shared/domain/flow/advance.ts';
import { elementIdSchema } from '#shared/domain/flow/flow-version.ts';
import { tokenIdSchema } from '#shared/domain/flow/position.ts';
import { caseKeys, changed, findOpened, mayWorkAt, momentAfter, refusedByFlow } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** Ends an escalation early, with the decision taken: the case goes back to the node it left. */
export const caseReturn = defineMutator({
  name: 'case.return',
  version: 1,
  args: z
    .object({
      caseId: caseIdSchema,
      tokenId: tokenIdSchema,
      elementId: elementIdSchema,
      text: z.string().trim().min(1).max(20_000),
    })
    .readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, args, context) => {
    const opened = findOpened(rows, args.caseId);
    if (opened === undefined) return refused('not-found');
    const { supportCase, version } = opened;
    const token = supportCase.position.tokens.find((candidate) => candidate.id === args.tokenId);
    if (token?.elementId !== args.elementId) return refused('token-moved');
    if (!mayWorkAt(opened, args.tokenId, context.actor.roles)) return refused('not-your-lane');
    const at = momentAfter(supportCase.changedAt, context.at);
    const result = advance(version, supportCase.position, { kind: 'return', tokenId: args.tokenId }, at);
    if (result.kind === 'refused') return refusedByFlow(result);
    const next = { ...supportCase, position: result.position };
    const happening = { kind: 'returned' as const, elementId: args.elementId, text: args.text };
    return changed(next, { happening, moves: result.moves }, context);
  },
});
