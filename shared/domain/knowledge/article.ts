import { z } from 'zod';
import { personIdSchema } from '#shared/domain/people/person.ts';
import type { Brand } from '#shared/lib/brand.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { languageSchema } from '#shared/lib/words.ts';

export type ArticleId = Brand<string, 'ArticleId'>;
export const articleIdSchema = z.uuid().transform((id) => id as ArticleId);

/** What a person may write. The body is Markdown. */
export const articleFieldsSchema = z
  .object({
    title: z.string().trim().min(1).max(200),
    body: z.string().max(100_000),
    language: languageSchema,
    category: z.string().max(120),
  })
  .readonly();
export type ArticleFields = z.infer<typeof articleFieldsSchema>;

/** An entry in the knowledge base. */
export const articleSchema = articleFieldsSchema
  .unwrap()
  .extend({
    id: articleIdSchema,
    status: z.enum(['draft', 'published']),
    /** The case whose solution it tells, if it came from one. */
    fromCaseId: z.uuid().nullable(),
    writtenBy: personIdSchema,
    writtenAt: instantSchema,
    publishedAt: instantSchema.nullable(),
  })
  .readonly();
export type Article = z.infer<typeof articleSchema>;
