import { z } from 'zod';
import { personSchema } from '#shared/domain/people/person.ts';

/** A session that is not used for so long is over. */
export const sessionUnusedForMs = 90 * 86_400_000;

export const signInSchema = z
  .object({
    login: z.string().trim().min(1).max(120),
    password: z.string().min(1).max(400),
    /** How the list of devices names this computer. */
    device: z.string().trim().min(1).max(120),
  })
  .readonly();
export type SignIn = z.infer<typeof signInSchema>;

/** Who is signed in, in which company. */
export const sessionSchema = z
  .object({
    person: personSchema,
    space: z.object({ id: z.uuid(), name: z.string() }).readonly(),
  })
  .readonly();
export type Session = z.infer<typeof sessionSchema>;

/** Answer to a sign-in: the session and the token that opens it, shown this once. */
export const signedInSchema = sessionSchema.unwrap().extend({ token: z.string() }).readonly();
export type SignedIn = z.infer<typeof signedInSchema>;

/** A copy of what a computer seals its store with: 32 bytes in base64. Its uuid is in the address. */
export const storeKeySchema = z.object({ key: z.base64().length(44) }).readonly();
export const foundStoreKeySchema = z.object({ key: storeKeySchema.unwrap().shape.key.nullable() }).readonly();

/** A computer has forgotten everything it was to forget: how much of it was never sent. */
export const wipedSchema = z
  .object({
    changes: z.number().int().nonnegative().max(1_000_000),
    drafts: z.number().int().nonnegative().max(1_000_000),
    /** The key its store was sealed with. */
    key: z.uuid().nullable(),
  })
  .readonly();
export type Wiped = z.infer<typeof wipedSchema>;
