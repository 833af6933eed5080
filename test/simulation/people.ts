/** The people of both companies as the server has them: teams they joined, whether they may work. */
import type { Person } from '#shared/domain/people/person.ts';
import type { Company } from './company.ts';

export function personOf({ people }: Company, space: string, person: Person): Person {
  return people.get(`${space} ${person.id}`) ?? person;
}

/** False where the database was away. */
export async function writePerson(company: Company, space: string, doc: Person): Promise<boolean> {
  const isWritten = await company.simulation.server.write(space, [{ kind: 'person', id: doc.id, doc }]);
  if (isWritten) company.people.set(`${space} ${doc.id}`, doc);
  return isWritten;
}
