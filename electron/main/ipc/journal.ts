import { z } from 'zod';
import type { Journals } from '../services/journals.ts';
import type { Handlers } from './handle.ts';
import { storeSchema } from './store.ts';

/** More than any draft or mutation; a lone surrogate would come back as another character. */
const lineSchema = z
  .string()
  .max(4_000_000)
  .refine((line) => !/\p{Surrogate}/u.test(line));
const leaderSchema = storeSchema.extend({ epoch: z.number().int().nonnegative() });
const linesSchema = leaderSchema.extend({ lines: z.array(lineSchema).max(200_000).readonly() });

export function journalHandlers(journals: Journals) {
  return {
    'journal:open': { schema: leaderSchema, run: ({ epoch, ...store }) => journals.open(store, epoch) },
    'journal:append': {
      schema: linesSchema,
      run: async ({ epoch, lines, ...store }) => {
        await journals.append(store, epoch, lines);
        return null;
      },
    },
    'journal:compact': {
      schema: linesSchema,
      run: async ({ epoch, lines, ...store }) => {
        await journals.compact(store, epoch, lines);
        return null;
      },
    },
  } satisfies Partial<Handlers>;
}
