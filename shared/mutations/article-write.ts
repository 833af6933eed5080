import { z } from 'zod';
import { type Article, articleFieldsSchema, articleIdSchema } from '#shared/domain/knowledge/article.ts';
import { authored, conflicts } from './base.ts';
import { defineMutator, type Outcome, refused } from './mutator.ts';

/**
 * Writes an article or edits one. A field its author left alone keeps what a
 * colleague made of it; one that both changed is refused, with every word kept.
 */
export const articleWrite = defineMutator({
  name: 'article.write',
  version: 1,
  args: z
    .object({ articleId: articleIdSchema, fields: articleFieldsSchema, fromCaseId: z.uuid().nullable() })
    .readonly(),
  needs: (args) => [{ kind: 'article', id: args.articleId }],
  run: (rows, args, context) => {
    const seen = context.base[args.articleId];
    const fresh: Article = {
      ...args.fields,
      id: args.articleId,
      status: 'draft',
      fromCaseId: args.fromCaseId,
      writtenBy: context.actor.id,
      writtenAt: context.at,
      publishedAt: null,
    };
    const before = rows.find('article', args.articleId);
    if (before === undefined) return written(fresh);
    const own = authored(args.fields, seen);
    const clashing = conflicts(before, own, seen);
    if (clashing.length > 0) return refused('changed-meanwhile', clashing);
    return written({ ...before, ...own, writtenBy: fresh.writtenBy, writtenAt: fresh.writtenAt });
  },
});

function written(doc: Article): Outcome {
  return { kind: 'done', writes: [{ kind: 'article', id: doc.id, doc }], events: [] };
}
