import { z } from 'zod';
import { articleIdSchema } from '#shared/domain/knowledge/article.ts';
import { defineMutator, refused } from './mutator.ts';

/** Publishes a draft: from now on everyone finds it first. */
export const articlePublish = defineMutator({
  name: 'article.publish',
  version: 1,
  args: z.object({ articleId: articleIdSchema }).readonly(),
  needs: (args) => [{ kind: 'article', id: args.articleId }],
  run: (rows, args, context) => {
    const article = rows.find('article', args.articleId);
    if (article === undefined) return refused('not-found');
    if (article.status === 'published') return refused('nothing-changed');
    const doc = { ...article, status: 'published' as const, publishedAt: context.at };
    return { kind: 'done', writes: [{ kind: 'article', id: article.id, doc }], events: [] };
  },
});
