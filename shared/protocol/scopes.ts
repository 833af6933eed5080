/**
 * Scopes: the unit of permission and of what a computer holds.
 *
 * One a team, one a person (its refusals), one for the company's reference
 * data. A child row (an event) is where its parent is.
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

/** The scopes a person holds. */
export function scopesOf(actor: Actor): readonly string[] {
  return [referenceScope, personScope(actor.id), ...actor.teamIds.map(teamScope)];
}
