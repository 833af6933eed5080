import { expect, test } from 'vitest';
import { z } from 'zod';
import { mutationOutcomeSchema } from './messages.ts';

/** As builds without merged outcomes read them, in pulls, in answers and in their journals. */
const olderBuild = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applied') }),
  z.object({ kind: z.literal('refused'), code: z.string(), details: z.array(z.string()) }),
]);

test('an outcome that is merged is read by an older build as applied', () => {
  const merged = mutationOutcomeSchema.parse({ kind: 'applied', merged: true });
  expect(merged).toEqual({ kind: 'applied', merged: true });
  expect(olderBuild.parse(merged)).toEqual({ kind: 'applied' });
});
