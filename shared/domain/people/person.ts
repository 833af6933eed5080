import { z } from 'zod';
import type { Brand } from '#shared/lib/brand.ts';
import { languageSchema } from '#shared/lib/words.ts';

export type PersonId = Brand<string, 'PersonId'>;
export const personIdSchema = z.uuid().transform((id) => id as PersonId);
export type TeamId = Brand<string, 'TeamId'>;
export const teamIdSchema = z.uuid().transform((id) => id as TeamId);

/**
 * What a person may do in a flow. The first three are the roles lanes ask for;
 * `lead` sees the floor; `field` works away from the desk, with the cases they
 * have and no others; `admin` keeps people and settings.
 */
export const roles = ['agent', 'internal-agent', 'process-owner', 'lead', 'field', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Someone who works in the company. How they sign in is the server's business and is not kept here. */
export const personSchema = z
  .object({
    id: personIdSchema,
    name: z.string().min(1).max(120),
    language: languageSchema,
    roles: z.array(z.enum(roles)).readonly(),
    /** Whose work they can be given. */
    teamIds: z.array(teamIdSchema).readonly(),
    /** Teams they watch without being in them. */
    floorIds: z.array(teamIdSchema).readonly().default([]),
    isDisabled: z.boolean(),
  })
  .readonly();
export type Person = z.infer<typeof personSchema>;

export const teamSchema = z.object({ id: teamIdSchema, name: z.string().min(1).max(120) }).readonly();
export type Team = z.infer<typeof teamSchema>;

/** Whether someone can be given the work of a team. */
export function isMember(person: Person | undefined, teamId: TeamId): boolean {
  return person !== undefined && !person.isDisabled && person.teamIds.includes(teamId);
}
