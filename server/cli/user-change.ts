import { z } from 'zod';
import { readRows } from '#server/db/rows.ts';
import { type Person, roles, type Team, type TeamId } from '#shared/domain/people/person.ts';
import { defineCommand, refused, unreadable } from './command.ts';
import { findUser } from './find-user.ts';
import { withStore } from './store.ts';

/** Names separated by commas; empty text names none. */
const namesSchema = z.string().transform((list) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

const argsSchema = z.object({
  LOGIN: z.string().trim().min(1).max(120),
  name: z.string().trim().min(1).max(120).optional(),
  roles: namesSchema.pipe(z.array(z.enum(roles)).min(1)).optional(),
  teams: namesSchema.optional(),
  floors: namesSchema.optional(),
  data: z.string().min(1),
});

/**
 * What a user is called, may do and holds. A computer of theirs lets go of what
 * it may no longer hold when it next reaches the server.
 */
export const userChange = defineCommand({
  name: 'user change',
  positionals: ['LOGIN'],
  options: {
    name: { type: 'string' },
    roles: { type: 'string' },
    teams: { type: 'string' },
    floors: { type: 'string' },
  },
  args: argsSchema,
  run: async (args, { io, say }) => {
    const { name, roles: newRoles, teams: newTeams, floors } = args;
    if ([name, newRoles, newTeams, floors].every((part) => part === undefined))
      return unreadable(say, 'nothingToChange');
    return withStore(args, io, async (store) => {
      const user = await findUser(store, args.LOGIN);
      if (user === undefined) return refused(say, 'noSuchLogin', { login: args.LOGIN });
      const { space } = user.account;
      const teams = (await readRows(store.db, space, 'team')).map((row) => row.doc);
      const changed = change(user.person, args, teams);
      if (changed === undefined)
        return refused(say, 'whichTeams', { names: teams.map(({ name }) => name).join(', ') });
      await store.sync.writeRows(space, [{ kind: 'person', id: changed.id, doc: changed }]);
      return { kind: 'done', json: changed, words: say('userChanged', { login: args.LOGIN }) };
    });
  },
});

/** Undefined where a team is named that there is not. */
function change(
  person: Person,
  args: z.infer<typeof argsSchema>,
  teams: readonly Team[],
): Person | undefined {
  const teamIds = args.teams === undefined ? person.teamIds : findIds(args.teams, teams);
  const floorIds = args.floors === undefined ? person.floorIds : findIds(args.floors, teams);
  if (teamIds === undefined || floorIds === undefined) return undefined;
  return { ...person, name: args.name ?? person.name, roles: args.roles ?? person.roles, teamIds, floorIds };
}

function findIds(names: readonly string[], teams: readonly Team[]): readonly TeamId[] | undefined {
  const found = [...new Set(names)].map((name) => teams.find((team) => team.name === name)?.id);
  return found.every((id) => id !== undefined) ? found : undefined;
}
