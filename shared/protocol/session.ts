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
