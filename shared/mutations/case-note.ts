import { z } from 'zod';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { changed } from './case-change.ts';
import { defineMutator, refused } from './mutator.ts';

/** Writes an internal note. Never refused to someone who could read the case. */
export const caseNote = defineMutator({
  name: 'case.note',
  version: 1,
  args: z.object({ caseId: caseIdSchema, text: z.string().trim().min(1).max(20_000) }).readonly(),
  needs: (args) => [{ kind: 'case', id: args.caseId }],
  run: (rows, args, context) => {
    const supportCase = rows.find('case', args.caseId);
    if (supportCase === undefined) return refused('not-found');
    return changed(supportCase, { happening: { kind: 'noted', text: args.text } }, context);
  },
});
