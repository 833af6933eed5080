import { z } from 'zod';
import { advance } from '#shared/domain/flow/advance.ts';
import {
  caseKeys,
  changed,
  findOpened,
  mayWorkAt,
  momentAfter,
  movedTo,
  placeArgs,
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
      ...placeArgs,
      text: z.string().trim().min(1).max(20_000),
    })
    .readonly(),
  needs: (args, rows) => caseKeys(rows, args.caseId),
  run: (rows, args, context) => {
    const opened = findOpened(rows, args.caseId);
    if (opened === undefined) return refused('not-found');
    const { supportCase, version } = opened;
    if (supportCase.position.endedAt !== null) return refused('case-ended');
    if (!mayWorkAt(version, args.elementId, context.actor.roles)) return refused('not-your-lane');
    const at = momentAfter(supportCase.changedAt, context.at);
    const { tokenId, elementId, attempt } = args;
    const result = advance(
      version,
      supportCase.position,
      { kind: 'escalate', tokenId, elementId, attempt },
      at,
    );
    if (result.kind === 'refused') return refusedByFlow(result);
    const next = movedTo(result.position, opened, rows);
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
