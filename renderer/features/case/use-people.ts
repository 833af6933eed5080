import { useMemo } from 'react';
import { useRows } from '#renderer/data/hooks.ts';
import { mayTakeFrom, type Person, type TeamId } from '#shared/domain/people/person.ts';

/** Those who can be given a team's cases, by name. */
export function useTakers(teamId: TeamId): readonly Person[] {
  const people = useRows('person');
  return useMemo(
    () =>
      people
        .map(({ doc }) => doc)
        .filter((person) => mayTakeFrom(teamId, person))
        .sort((one, other) => one.name.localeCompare(other.name)),
    [people, teamId],
  );
}
