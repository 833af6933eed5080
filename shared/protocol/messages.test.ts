import { expect, test } from 'vitest';
import { z } from 'zod';
import { mutationOutcomeSchema } from './messages.ts';

/** As the first version of the protocol read it, in pulls, in answers and in its journal. */
const firstVersion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applied') }),
  z.object({ kind: z.literal('refused'), code: z.string(), details: z.array(z.string()) }),
]);

test('an outcome that is merged is read by a client of the first version as applied', () => {
  const merged = mutationOutcomeSchema.parse({ kind: 'applied', merged: true });
  expect(merged).toEqual({ kind: 'applied', merged: true });
  expect(firstVersion.parse(merged)).toEqual({ kind: 'applied' });
});
