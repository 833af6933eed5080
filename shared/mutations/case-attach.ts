import { z } from 'zod';
import {
  type Attachment,
  attachmentIdSchema,
  fileSchema,
  mostFilesAtOnce,
} from '#shared/domain/case/attachment.ts';
import { caseIdSchema } from '#shared/domain/case/support-case.ts';
import { changed, momentAfter } from './case-change.ts';
import { defineMutator, refused, type Write } from './mutator.ts';

/**
 * Adds files to a case. Their bytes are safe on the author's computer before
 * this is said, and follow when everything written has gone. Never refused to
 * someone who could read the case.
 */
export const caseAttach = defineMutator({
  name: 'case.attach',
  version: 1,
  args: z
    .object({ caseId: caseIdSchema, files: z.array(fileSchema).min(1).max(mostFilesAtOnce).readonly() })
    .readonly(),
  needs: (args) => [{ kind: 'case', id: args.caseId }],
  run: (rows, args, context) => {
    const supportCase = rows.find('case', args.caseId);
    if (supportCase === undefined) return refused('not-found');
    const attachments = args.files.map(
      (file, place): Attachment => ({
        ...file,
        id: attachmentIdSchema.parse(context.id(`attachment ${place}`)),
        caseId: supportCase.id,
        state: 'awaited',
        addedBy: context.actor.id,
        addedAt: momentAfter(supportCase.changedAt, context.at),
      }),
    );
    const writes = attachments.map(
      (doc): Write => ({ kind: 'attachment', id: doc.id, parent: supportCase.id, doc }),
    );
    const attachmentIds = attachments.map(({ id }) => id);
    return changed(supportCase, { happening: { kind: 'attached', attachmentIds } }, context, writes);
  },
});
