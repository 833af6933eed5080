import type { Person, PersonId, Role, TeamId } from './person.ts';

/** Who is doing it, as the server or the signed-in session knows them; never taken from arguments. */
export type Actor = {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly teamIds: readonly TeamId[];
  readonly floorIds: readonly TeamId[];
};

export function toActor(person: Person): Actor {
  const { id, name, roles, teamIds, floorIds } = person;
  return { id, name, roles, teamIds, floorIds };
}
