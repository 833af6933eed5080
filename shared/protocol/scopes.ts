/**
 * Scopes: the unit of permission and of what a computer holds.
 *
 * One a team, two a person (their refusals, and their desk: the cases they
 * have), one for the company's reference data. A child row (an event) is where
 * its parent is. Each has an archive beside it, which whoever holds the scope may
 * read, and no computer is sent by itself.
 */
import type { Actor } from '#shared/domain/people/actor.ts';
import type { PersonId, TeamId } from '#shared/domain/people/person.ts';

export const referenceScope = 'ref';

export function teamScope(id: TeamId): string {
  return `team:${id}`;
}

export function personScope(id: PersonId): string {
  return `person:${id}`;
}

export function deskScope(id: PersonId): string {
  return `desk:${id}`;
}

const archivePrefix = 'archive:';

export function archiveScope(scope: string): string {
  return `${archivePrefix}${scope}`;
}

/** The scope that gives the right to read this one. */
export function grantingScope(scope: string): string {
  return scope.startsWith(archivePrefix) ? scope.slice(archivePrefix.length) : scope;
}

/** Process owners answer for every case, and administrators for the company's data: every team is theirs. */
export function holdsEveryTeam({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes('process-owner') || roles.includes('admin');
}

/**
 * The scopes a person holds. Field staff take what is theirs on the road, and
 * no more; the others hold the work of their teams and of the floors they watch.
 * `everyTeam` counts for those who hold every team, and may be left empty for others.
 */
export function scopesOf(actor: Actor, everyTeam: readonly TeamId[]): readonly string[] {
  return [referenceScope, personScope(actor.id), ...workScopesOf(actor, everyTeam)];
}

function workScopesOf(actor: Actor, everyTeam: readonly TeamId[]): readonly string[] {
  if (holdsEveryTeam(actor)) return [...new Set([...actor.teamIds, ...everyTeam])].map(teamScope);
  if (actor.roles.includes('field')) return [deskScope(actor.id)];
  return [...new Set([...actor.teamIds, ...actor.floorIds])].map(teamScope);
}

/** Whether a person may read this scope, whatever teams there are. */
export function holdsScope(actor: Actor, scope: string): boolean {
  const granting = grantingScope(scope);
  return scopesOf(actor, []).includes(granting) || (holdsEveryTeam(actor) && granting.startsWith('team:'));
}
