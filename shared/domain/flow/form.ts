/** What a step asks of whoever does it: fields to fill in and items to tick. */
import { z } from 'zod';
import { wordsSchema } from '#shared/lib/words.ts';
import { transitionIdSchema } from './ids.ts';

export const optionSchema = z.object({ id: z.string().min(1).max(60), label: wordsSchema }).readonly();
export type Option = z.infer<typeof optionSchema>;

/**
 * What a field asks for. `solution` is written in the composer's solution
 * field; `article` picks one of the knowledge base; `category` is the case's
 * own category.
 */
export const formFieldSchema = z
  .object({
    // Answers are kept by these: one that every object has, such as `constructor`, would seem to be given.
    id: z
      .string()
      .regex(/^[a-z][\w]{0,39}$/i)
      .refine((id) => !(id in Object.prototype)),
    label: wordsSchema,
    help: wordsSchema.nullable(),
    type: z.enum(['text', 'long-text', 'choice', 'yes-no', 'category', 'solution', 'article']),
    options: z.array(optionSchema).readonly(),
    isRequired: z.boolean(),
    /** Asked only when the step is left by one of these; empty means always. */
    onlyFor: z.array(transitionIdSchema).readonly(),
  })
  .readonly();
export type FormField = z.infer<typeof formFieldSchema>;

export const checklistItemSchema = z
  .object({ id: z.string().regex(/^[\w-]{1,60}$/), label: wordsSchema, isRequired: z.boolean() })
  .readonly();
