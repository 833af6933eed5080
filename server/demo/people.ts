/** The people of the demonstration company. Invented, like everything in it. */
import { type Person, personIdSchema, type Role, type TeamId } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { Language } from '#shared/lib/words.ts';

export const demoCompanyName = 'Farol Sistemas';
export const demoTeamName = 'Atendimento';

type DemoLogin = {
  readonly login: string;
  readonly name: string;
  readonly language: Language;
  readonly roles: readonly Role[];
};

export const demoLogins: readonly DemoLogin[] = [
  { login: 'lia', name: 'Lia Moraes', language: 'pt-BR', roles: ['agent'] },
  { login: 'bruno', name: 'Bruno Teixeira', language: 'pt-BR', roles: ['agent', 'internal-agent'] },
  { login: 'camila', name: 'Camila Duarte', language: 'es', roles: ['internal-agent', 'agent'] },
  {
    login: 'tania',
    name: 'Tânia Souza',
    language: 'pt-BR',
    roles: ['lead', 'process-owner', 'agent', 'internal-agent'],
  },
];

export function demoPeople(
  spaceId: string,
  teamId: TeamId,
): readonly (Person & { readonly login: string })[] {
  return demoLogins.map(({ login, name, language, roles }) => ({
    ...{ login, name, language, roles },
    id: personIdSchema.parse(derivedId(spaceId, `person:${login}`)),
    teamIds: [teamId],
    floorIds: [],
    isDisabled: false,
  }));
}
