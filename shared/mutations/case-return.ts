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
} from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** Ends an escalation early, with the decision taken: the case goes back to the node it left. */
export const caseReturn = defineMutator({
  name: 'case.return',
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
    if (!mayWorkAt(version, args.elementId, context.actor.roles)) return refused('not-your-lane');
    const at = momentAfter(supportCase.changedAt, context.at);
    const { tokenId, elementId, attempt } = args;
    const result = advance(
      version,
      supportCase.position,
      { kind: 'return', tokenId, elementId, attempt },
      at,
    );
    if (result.kind === 'refused') return refusedByFlow(result);
    const next = movedTo(result.position, opened, rows);
    const happening = { kind: 'returned' as const, elementId, text: args.text };
    return changed(next, { happening, moves: result.moves }, context);
  },
});
