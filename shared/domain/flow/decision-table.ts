/**
 * A decision table: rows of conditions and what follows from them, as DMN has
 * them. A business-rule task reads one and records what it says on the case.
 */
import { z } from 'zod';
import { wordsSchema } from '#shared/lib/words.ts';

const fieldName = z.string().regex(/^[a-z][\w]{0,39}$/i);

export const decisionTableSchema = z
  .object({
    id: z.string().min(1).max(60),
    name: wordsSchema,
    /** `first` takes the first row that fits; `unique` is at fault where more than one does. */
    hitPolicy: z.enum(['first', 'unique']),
    /** FEEL expressions over the answers of the case, one for each column of conditions. */
    inputs: z
      .array(z.object({ expression: z.string().min(1).max(500), label: wordsSchema }).readonly())
      .readonly(),
    /** The answers it gives. */
    outputs: z
      .array(z.object({ id: fieldName, label: wordsSchema }).readonly())
      .min(1)
      .readonly(),
    rules: z
      .array(
        z
          .object({
            /** A FEEL unary test for each input; `-` lets everything pass. */
            when: z.array(z.string().min(1).max(500)).readonly(),
            /** A FEEL expression for each output. */
            gives: z.array(z.string().min(1).max(500)).readonly(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type DecisionTable = z.infer<typeof decisionTableSchema>;
