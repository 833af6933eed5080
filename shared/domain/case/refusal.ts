import { z } from 'zod';
import { instantSchema } from '#shared/lib/instant.ts';
import { caseIdSchema, supportCaseSchema } from './support-case.ts';

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

/** What a case was called, and the flow version that names its steps and answers, as the author saw them. */
export const seenCaseSchema = supportCaseSchema
  .unwrap()
  .pick({ number: true, localCode: true, subject: true, flowVersionId: true });
export type SeenCase = z.infer<typeof seenCaseSchema>;

/** Undefined where the author had no case before them. */
export function seenCaseIn({ base, caseId }: Pick<Refusal, 'base' | 'caseId'>): SeenCase | undefined {
  return caseId === null ? undefined : seenCaseSchema.safeParse(base[caseId]).data;
}
