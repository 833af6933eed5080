import { z } from 'zod';
import { personIdSchema } from '#shared/domain/people/person.ts';
import type { Brand } from '#shared/lib/brand.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { caseIdSchema } from './support-case.ts';

export type PinId = Brand<string, 'PinId'>;
export const pinIdSchema = z.uuid().transform((id) => id as PinId);

/**
 * A case somebody wants whole on their computers, attached files included,
 * whatever comes. It lives in that person's own scope. Two computers may have
 * pinned the same case without hearing of each other: it is pinned while one of
 * its pins holds.
 */
export const pinSchema = z
  .object({
    id: pinIdSchema,
    caseId: caseIdSchema,
    personId: personIdSchema,
    pinnedAt: instantSchema,
    unpinnedAt: instantSchema.nullable(),
  })
  .readonly();
export type Pin = z.infer<typeof pinSchema>;
