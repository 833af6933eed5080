import { z } from 'zod';
import { listAccounts } from '#server/auth/accounts.ts';
import { listDevices, listWipes } from '#server/auth/wipes.ts';
import { readRows } from '#server/db/rows.ts';
import { listSpaces } from '#server/db/spaces.ts';
import type { TeamId } from '#shared/domain/people/person.ts';
import { defineCommand } from './command.ts';
import { withStore } from './store.ts';

export const userList = defineCommand({
  name: 'user list',
  positionals: [],
  options: {},
  args: z.object({ data: z.string().min(1) }),
  run: (args, { io, say }) =>
    withStore(args, io, async ({ db }) => {
      const spaces = await listSpaces(db);
      const people = (await Promise.all(spaces.map((space) => readRows(db, space.id, 'person')))).flat();
      const teams = (await Promise.all(spaces.map((space) => readRows(db, space.id, 'team')))).flat();
      const namesOf = (ids: readonly TeamId[] = []) =>
        teams.filter(({ doc }) => ids.includes(doc.id)).map(({ doc }) => doc.name);
      const accounts = await listAccounts(db);
      const users = await Promise.all(
        accounts.map(async (account) => {
          const person = people.find((row) => row.id === account.person)?.doc;
          return {
            login: account.login,
            name: person?.name ?? '',
            company: spaces.find((space) => space.id === account.space)?.name ?? '',
            roles: person?.roles ?? [],
            teams: namesOf(person?.teamIds),
            floors: namesOf(person?.floorIds),
            isDisabled: account.disabledAt !== null,
            devices: await listDevices(db, account),
            wipes: await listWipes(db, account),
          };
        }),
      );
      const lines = users.map((user) =>
        [
          ...[user.login, user.name, user.company, user.roles.join(','), user.teams.join(',')],
          user.isDisabled ? say('disabled') : '',
        ]
          .join('  ')
          .trimEnd(),
      );
      return { kind: 'done', json: users, words: lines.length === 0 ? say('noUsers') : lines.join('\n') };
    }),
});
