import type { Person, PersonId, Role, TeamId } from './person.ts';

/** Who is doing it, as the server or the signed-in session knows them; never taken from arguments. */
export type Actor = {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly teamIds: readonly TeamId[];
};

export function toActor(person: Person): Actor {
  return { id: person.id, name: person.name, roles: person.roles, teamIds: person.teamIds };
}
