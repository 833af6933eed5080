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

/** Whoever watches the work or keeps the process may put a case where the drawing would not have led it. */
const repairRoles: readonly Role[] = ['lead', 'process-owner', 'admin'];

/** Puts cases where the drawing would not have led them, and takes them to another version of it. */
export function mayRepair({ roles }: { readonly roles: readonly Role[] }): boolean {
  return roles.some((role) => repairRoles.includes(role));
}

/** Someone who works in the company. How they sign in is the server's business and is not kept here. */
export const personSchema = z
  .object({
    id: personIdSchema,
    name: z.string().min(1).max(120),
    language: languageSchema,
    roles: z.array(z.enum(roles)).readonly(),
    /** Whose work they can be given; field staff are given that of others too. */
    teamIds: z.array(teamIdSchema).readonly(),
    /** Teams they watch without being in them. */
    floorIds: z.array(teamIdSchema).readonly().default([]),
    isDisabled: z.boolean(),
  })
  .readonly();
export type Person = z.infer<typeof personSchema>;

export const teamSchema = z.object({ id: teamIdSchema, name: z.string().min(1).max(120) }).readonly();
export type Team = z.infer<typeof teamSchema>;

/**
 * Whether someone can be given the work of a team: its members, and field staff
 * of any, who hold what they are given wherever it comes from.
 */
export function mayTakeFrom(teamId: TeamId, person: Person | undefined): boolean {
  if (person === undefined || person.isDisabled) return false;
  return person.teamIds.includes(teamId) || person.roles.includes('field');
}
