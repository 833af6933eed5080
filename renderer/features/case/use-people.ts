import { useMemo } from 'react';
import { useRows } from '#renderer/data/hooks.ts';
import { isMember, type Person, type PersonId, type TeamId } from '#shared/domain/people/person.ts';

/** Names by id; someone who is not on this computer is shown as a dash. */
export function usePersonName(): (id: PersonId | null) => string {
  const people = useRows('person');
  return useMemo(() => {
    const names = new Map(people.map(({ doc }) => [doc.id, doc.name]));
    return (id) => (id === null ? '—' : (names.get(id) ?? '—'));
  }, [people]);
}

/** Those who can be given a team's cases, by name. */
export function useMembers(teamId: TeamId): readonly Person[] {
  const people = useRows('person');
  return useMemo(
    () =>
      people
        .map(({ doc }) => doc)
        .filter((person) => isMember(person, teamId))
        .sort((one, other) => one.name.localeCompare(other.name)),
    [people, teamId],
  );
}
