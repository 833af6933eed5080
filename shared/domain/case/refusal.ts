import { z } from 'zod';
import { instantSchema } from '#shared/lib/instant.ts';
import { caseIdSchema } from './support-case.ts';

/**
 * A change whose conditions no longer held when the server ran it. It lives in
 * its author's own scope, with every word of the change, until the author
 * settles it. It carries nothing the author may not read.
 */
export const refusalSchema = z
  .object({
    id: z.uuid(),
    /** The mutation refused. */
    m: z.uuid(),
    name: z.string(),
    code: z.string(),
    args: z.record(z.string(), z.unknown()).readonly(),
    /** What the author saw in the fields the change wrote, per row id. */
    base: z.record(z.string(), z.record(z.string(), z.unknown())).readonly(),
    caseId: caseIdSchema.nullable(),
    at: instantSchema,
    settledAt: instantSchema.nullable(),
  })
  .readonly();
export type Refusal = z.infer<typeof refusalSchema>;
