import { z } from 'zod';
import type { Brand } from '#shared/lib/brand.ts';
import { instantSchema } from '#shared/lib/instant.ts';
import { languageSchema } from '#shared/lib/words.ts';
import { personIdSchema } from './person.ts';

export type CustomerId = Brand<string, 'CustomerId'>;
export const customerIdSchema = z.uuid().transform((id) => id as CustomerId);

/** The fields a person may edit; empty text means that it is not known. */
export const customerFieldsSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    code: z.string().trim().max(60),
    organization: z.string().trim().max(200),
    email: z.string().trim().max(254),
    phone: z.string().trim().max(40),
    language: languageSchema,
  })
  .readonly();
export type CustomerFields = z.infer<typeof customerFieldsSchema>;

/** The person asking for help. */
export const customerSchema = customerFieldsSchema
  .unwrap()
  .extend({
    id: customerIdSchema,
    /** Who corrected it last, and when; null where nobody has since it was first written down. */
    editedBy: personIdSchema.nullable().default(null),
    editedAt: instantSchema.nullable().default(null),
  })
  .readonly();
export type Customer = z.infer<typeof customerSchema>;

/** As it is first written down. */
export function toCustomer(id: CustomerId, fields: CustomerFields): Customer {
  return { ...fields, id, editedBy: null, editedAt: null };
}
