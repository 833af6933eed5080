import { z } from 'zod';
import { type Article, articleFieldsSchema, articleIdSchema } from '#shared/domain/knowledge/article.ts';
import { conflicts } from './base.ts';
import { defineMutator, refused } from './mutator.ts';

/** Writes an article or edits one. A field somebody else changed meanwhile is refused, with every word kept. */
export const articleWrite = defineMutator({
  name: 'article.write',
  version: 1,
  args: z
    .object({ articleId: articleIdSchema, fields: articleFieldsSchema, fromCaseId: z.uuid().nullable() })
    .readonly(),
  needs: (args) => [{ kind: 'article', id: args.articleId }],
  run: (rows, args, context) => {
    const before = rows.find('article', args.articleId);
    const clashing = before === undefined ? [] : conflicts(before, args.fields, context.base[args.articleId]);
    if (clashing.length > 0) return refused('changed-meanwhile', clashing);
    const doc: Article = {
      status: 'draft',
      publishedAt: null,
      fromCaseId: args.fromCaseId,
      ...before,
      ...args.fields,
      id: args.articleId,
      writtenBy: context.actor.id,
      writtenAt: context.at,
    };
    return { kind: 'done', writes: [{ kind: 'article', id: args.articleId, doc }], events: [] };
  },
});
