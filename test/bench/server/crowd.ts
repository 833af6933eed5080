/** 1,000 people in 20 teams, signed in, and the case each team works on: what figures of a busy server stand on. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Person, personSchema, teamSchema } from '#shared/domain/people/person.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { companyRows, openArgs } from '#test/support/sync-space.ts';
import { type OwnPostgres, openSync } from './own-postgres.ts';

export const people = 1_000;
export const teams = 20;

export type Member = {
  readonly team: string;
  /** The case of the team. */
  readonly caseId: string;
  readonly token: string;
  /** Of this person's computer. */
  readonly client: string;
};

type Team = { readonly id: string; readonly caseId: string };

/** Writes them into the database, before a server runs on it. */
export async function gatherCrowd({ db, space }: OwnPostgres): Promise<readonly Member[]> {
  const sync = openSync(db);
  await sync.writeRows(space, companyRows());
  const places = Array.from({ length: teams }, (): Team => ({ id: randomUUID(), caseId: randomUUID() }));
  await sync.writeRows(space, places.map(teamRow));
  const crowd = Array.from({ length: people }, (_, nth) => newPerson(nth, places));
  for (let from = 0; from < people; from += 200)
    await sync.writeRows(
      space,
      crowd.slice(from, from + 200).map(({ row }) => row),
    );
  await signIn({ db, space }, crowd);
  for (const [nth, { id, caseId }] of places.entries())
    await sync.push(
      { space, person: crowd[nth]?.person.id ?? '' },
      {
        client: randomUUID(),
        term: null,
        mutations: [
          {
            ...{ m: randomUUID(), mid: 1, name: 'case.open', v: 1, base: {}, at: Date.now() as never },
            args: openArgs(caseId, { teamId: id as never }),
          },
        ],
      },
    );
  return crowd.map(({ member }) => member);
}

type Newcomer = { readonly person: Person; readonly row: Write; readonly member: Member };

function teamRow({ id }: Team): Write {
  return { id, kind: 'team', doc: teamSchema.parse({ id, name: `Suporte ${id.slice(0, 4)}` }) };
}

function newPerson(nth: number, places: readonly Team[]): Newcomer {
  const { id: team, caseId } = places[nth % places.length] ?? { id: '', caseId: '' };
  const person = personSchema.parse({
    ...{ id: randomUUID(), name: `Agente ${nth}`, language: 'pt-BR', roles: ['agent'], isDisabled: false },
    teamIds: [team],
  });
  const token = randomBytes(32).toString('base64url');
  return {
    person,
    row: { id: person.id, kind: 'person', doc: person },
    member: { team, caseId, token, client: randomUUID() },
  };
}

/** A thousand passwords would take minutes to hash: the sessions are written as a sign-in leaves them. */
async function signIn(
  { db, space }: Pick<OwnPostgres, 'db' | 'space'>,
  crowd: readonly Newcomer[],
): Promise<void> {
  const ids = crowd.map(({ person }) => person.id);
  const keys = crowd.map(({ member }) => createHash('sha256').update(member.token).digest('hex'));
  const now = Date.now();
  await db.query(
    `INSERT INTO account (space, person, login, password_hash)
     SELECT $1, person, person::text, '' FROM unnest($2::uuid[]) person`,
    [space, ids],
  );
  await db.query(
    `INSERT INTO session (token_hash, space, person, device, created_at, last_seen_at, expires_at)
     SELECT key, $1, person, 'Bench', $4, $4, $5 FROM unnest($2::uuid[], $3::text[]) given (person, key)`,
    [space, ids, keys, now, now + 86_400_000],
  );
}
