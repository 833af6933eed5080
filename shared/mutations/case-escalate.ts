import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { advance } from '#shared/domain/flow/advance.ts';
import { elementIdSchema } from '#shared/domain/flow/flow-version.ts';
import { tokenIdSchema } from '#shared/domain/flow/position.ts';
import {
  caseKeys,
  changed,
  findOpened,
  mayWorkAt,
  momentAfter,
  refusedByFlow,
  tellMessages,
} from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** Takes a case up to the process owner (E1). It comes back to the node it leaves. */
export const caseEscalate = defineMutator({
  name: 'case.escalate',
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
    if (supportCase.position.endedAt !== null) return refused('case-ended');
    if (!mayWorkAt(opened, args.tokenId, context.actor.roles)) return refused('not-your-lane');
    const at = momentAfter(supportCase.changedAt, context.at);
    const { tokenId, elementId } = args;
    const result = advance(version, supportCase.position, { kind: 'escalate', tokenId, elementId }, at);
    if (result.kind === 'refused') return refusedByFlow(result);
    const next = { ...supportCase, position: result.position };
    const messages = tellMessages(result.messageIds, opened, {
      agent: context.actor.name,
      reason: args.text,
    });
    return changed(
      next,
      { happening: { kind: 'escalated', elementId, text: args.text }, moves: result.moves, messages },
      context,
    );
  },
});
