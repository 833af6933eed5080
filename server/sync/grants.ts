/** The scopes a person holds, out of their row as stored. */
import { toActor } from '#shared/domain/people/actor.ts';
import { personSchema, type TeamId } from '#shared/domain/people/person.ts';
import { holdsEveryTeam, scopesOf } from '#shared/protocol/scopes.ts';
import type { GatheredRow } from './ports.ts';

/** A person who was disabled, or is not of this company, holds nothing. */
export async function findGrants(
  row: Pick<GatheredRow, 'kind' | 'doc'> | undefined,
  readTeams: () => Promise<readonly TeamId[]>,
): Promise<readonly string[]> {
  if (row?.kind !== 'person') return [];
  const person = personSchema.parse(JSON.parse(row.doc));
  if (person.isDisabled) return [];
  const actor = toActor(person);
  return scopesOf(actor, holdsEveryTeam(actor) ? await readTeams() : []);
}

/** Of several people, by id. The teams of the company are read once at most. */
export async function findGrantsOf(
  rows: readonly Pick<GatheredRow, 'id' | 'kind' | 'doc'>[],
  readTeams: () => Promise<readonly TeamId[]>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  let teams: Promise<readonly TeamId[]> | undefined;
  const readOnce = () => {
    teams ??= readTeams();
    return teams;
  };
  return new Map(
    await Promise.all(rows.map(async (row) => [row.id, await findGrants(row, readOnce)] as const)),
  );
}
