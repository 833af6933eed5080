import { z } from 'zod';
import { changed } from './case-change.ts';
import { findUndecided, lateArgs, lateKeys } from './late-decision.ts';
import { defineMutator } from './mutator.ts';

/** Leaves a step that arrived late as it is: every word of it stays in the history, nothing is recorded. */
export const caseDismissLate = defineMutator({
  name: 'case.dismissLate',
  version: 1,
  args: z.object(lateArgs).readonly(),
  needs: (args, rows) => lateKeys(args, rows),
  run: (rows, args, context) => {
    const found = findUndecided(rows, args, context);
    if (found.kind === 'refused') return found;
    const happening = { kind: 'late-dismissed' as const, eventId: args.eventId };
    return changed(found.opened.supportCase, { happening }, context);
  },
});
