import { z } from 'zod';
import { createAccount, hasAccount, toLogin } from '#server/auth/accounts.ts';
import { readRows } from '#server/db/rows.ts';
import { listSpaces, type Space } from '#server/db/spaces.ts';
import { type Person, personIdSchema, roles, type Team } from '#shared/domain/people/person.ts';
import { derivedId, newId } from '#shared/lib/ids.ts';
import { shorten } from '#shared/lib/shorten.ts';
import { languageSchema } from '#shared/lib/words.ts';
import { signInSchema } from '#shared/protocol/session.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type Problem,
  refused,
  unreadable,
} from './command.ts';
import { companyOption, findCompany } from './companies.ts';
import { setUpCompany, teamOf } from './company-setup.ts';
import { madePassword } from './made-password.ts';
import { type OpenStore, withStore } from './store.ts';

const argsSchema = z.object({
  // One word: nobody should have to guess where a login ends.
  LOGIN: signInSchema.unwrap().shape.login.regex(/^[\p{L}\p{N}._@+-]+$/u),
  name: z.string().trim().min(1).max(120),
  roles: z
    .string()
    .transform((list) => list.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)).min(1)),
  team: z.string().trim().min(1).max(120).optional(),
  language: languageSchema,
  password: signInSchema.unwrap().shape.password.optional(),
  'password-stdin': z.boolean().default(false),
  company: z.string().trim().min(1).max(200).optional(),
  data: z.string().min(1),
});

/** NIST SP 800-63B: length is what counts. */
const shortestPassword = 8;

export const userAdd = defineCommand({
  name: 'user add',
  positionals: ['LOGIN'],
  options: {
    ...companyOption,
    name: { type: 'string' },
    roles: { type: 'string', default: 'agent' },
    team: { type: 'string' },
    language: { type: 'string', default: 'pt-BR' },
    password: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  args: argsSchema,
  run: async (args, context) => {
    const typed = args['password-stdin']
      ? (await context.io.readStdin()).replace(/\r?\n$/, '')
      : args.password;
    if (typed === '') return unreadable(context.say, 'noPassword');
    if (typed !== undefined && typed.length < shortestPassword)
      return refused(context.say, 'passwordShort', { count: shortestPassword });
    // A company that is named may be a new one, the first of its place.
    const whereNone = args.company === undefined ? 'refuse' : 'make';
    return withStore(args, context.io, (store) => add(store, args, typed, context), whereNone);
  },
});

async function add(
  store: OpenStore,
  args: z.infer<typeof argsSchema>,
  typed: string | undefined,
  context: CommandContext,
): Promise<CommandResult> {
  const { say } = context;
  const found = await findOrCreateCompany(store, args, context);
  if ('problem' in found) return found.problem;
  const team = findTeam(found.teams, args.team);
  if (team === undefined) return refused(say, 'whichTeam', { names: namesOf(found.teams) });
  const password = typed ?? madePassword();
  const isTaken = refused(say, 'loginTaken', { login: args.LOGIN });
  if (await hasAccount(store.db, args.LOGIN)) return isTaken;
  // The person first, known by the login: cut off before the account is made, the same command goes on from here.
  const person = toPerson(derivedId(found.space.id, `login:${toLogin(args.LOGIN)}`), args, team);
  await store.sync.writeRows(found.space.id, [{ kind: 'person', id: person.id, doc: person }]);
  const account = { space: found.space.id, person: person.id, login: args.LOGIN, password };
  if (!(await createAccount(store.db, account))) return isTaken;
  const isGenerated = typed === undefined;
  const words = say('userAdded', { name: person.name, company: found.space.name, login: args.LOGIN });
  return {
    kind: 'done',
    json: { person: person.id, login: args.LOGIN, ...(isGenerated ? { password } : {}) },
    words: isGenerated ? `${words}\n${say('passwordMade', { password })}` : words,
  };
}

type Place = { readonly space: Space; readonly teams: readonly Team[] };

async function findOrCreateCompany(
  store: OpenStore,
  { company, team }: z.infer<typeof argsSchema>,
  { io, say }: CommandContext,
): Promise<Place | { readonly problem: Problem }> {
  const isNew =
    company !== undefined && !(await listSpaces(store.db)).some((space) => space.name === company);
  const found = isNew
    ? { space: { id: newId(io.clock(), io.random), name: company } }
    : await findCompany(store.db, company, say);
  if ('problem' in found) return found;
  const { space } = found;
  const teams = (await readRows(store.db, space.id, 'team')).map((row) => row.doc);
  if (teams.length > 0) return { space, teams };
  // New, or cut off while it was being made.
  const first = teamOf(space, team ?? shorten(space.name, 120));
  await setUpCompany(store, space, first);
  return { space, teams: [first] };
}

/** The named team, or the only one. */
export function findTeam(teams: readonly Team[], name: string | undefined): Team | undefined {
  if (name !== undefined) return teams.find((team) => team.name === name);
  return teams.length === 1 ? teams[0] : undefined;
}

function namesOf(teams: readonly Team[]): string {
  return teams.map((team) => team.name).join(', ');
}

function toPerson(
  id: string,
  args: Pick<z.infer<typeof argsSchema>, 'name' | 'roles' | 'language'>,
  team: Team,
): Person {
  return {
    id: personIdSchema.parse(id),
    name: args.name,
    language: args.language,
    roles: args.roles,
    teamIds: [team.id],
    floorIds: [],
    isDisabled: false,
  };
}
