/**
 * Who is signed in, on which device. The token is 32 random bytes that only the
 * device keeps; here it is its hash.
 */
import { createHash, randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Queryable } from '#server/db/database.ts';
import { findTeams } from '#server/db/rows.ts';
import { askTogether } from '#server/sync/ask-together.ts';
import { findGrantsOf } from '#server/sync/grants.ts';
import { type Person, personSchema } from '#shared/domain/people/person.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { type Session, type SignedIn, type SignIn, sessionUnusedForMs } from '#shared/protocol/session.ts';
import { toLogin } from './accounts.ts';
import { isPassword } from './passwords.ts';

/** One device of one person. `key` names the session and opens nothing. */
export type OpenSession = { readonly key: string; readonly space: string; readonly person: string };
/** `isWiped`: its computer is to forget everything, and nothing else is told to it. */
export type FoundSession = OpenSession & { readonly isWiped: boolean };

const touchedEvery = 3_600_000;
/** Requests that lie ready on several connections are read one after the other within a turn of the event loop. */
const together = { atMost: 256, gathered: () => nextTurn() };

/** Undefined for an unknown login, a wrong password, a disabled account or person: nobody is told which. */
export async function signIn(db: Queryable, wish: SignIn, now: Instant): Promise<SignedIn | undefined> {
  const [account] = await db.query<{ space: string; person: string; hash: string }>(
    'SELECT space, person, password_hash AS hash FROM account WHERE login = $1 AND disabled_at IS NULL',
    [toLogin(wish.login)],
  );
  if (!(await isPassword(wish.password, account?.hash)) || account === undefined) return undefined;
  const session = await readSession(db, account);
  if (session === undefined) return undefined;
  const token = randomBytes(32).toString('base64url');
  await db.query(
    `INSERT INTO session (token_hash, space, person, device, created_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [keyOf(token), account.space, account.person, wish.device, now, now + sessionUnusedForMs],
  );
  return { ...session, token };
}

export type Sessions = {
  /** The session a token opens. Using it keeps it alive. */
  readonly find: (token: string) => Promise<FoundSession | undefined>;
};

/** Tokens that come at the same time are looked up together. */
export function createSessions(db: Database, clock: () => Instant): Sessions {
  const ask = askTogether(together, (keys: readonly string[]) => findSessions(db, keys, clock()));
  return { find: (token) => ask(keyOf(token)) };
}

/** One for each key, in their order. */
async function findSessions(
  db: Queryable,
  keys: readonly string[],
  now: Instant,
): Promise<readonly (FoundSession | undefined)[]> {
  const found = await db.query<FoundSession & { readonly seen: number }>(
    `SELECT s.token_hash AS key, s.space, s.person, s.last_seen_at AS seen, s.wipe IS NOT NULL AS "isWiped"
       FROM session s JOIN account a ON a.space = s.space AND a.person = s.person
      WHERE s.token_hash = ANY ($1::text[])
        AND (s.wipe IS NOT NULL OR (s.expires_at > $2 AND a.disabled_at IS NULL))`,
    [[...new Set(keys)], now],
    'find-sessions',
  );
  const untouched = found.filter(({ seen }) => now - seen > touchedEvery);
  if (untouched.length > 0)
    await db.query(
      'UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE token_hash = ANY ($1::text[])',
      [untouched.map(({ key }) => key), now, now + sessionUnusedForMs],
    );
  const sessions = new Map(found.map(({ seen: _seen, ...session }) => [session.key, session]));
  return keys.map((key) => sessions.get(key));
}

/** Undefined when the person is no longer of the company. */
export async function readSession(
  db: Queryable,
  { space, person }: Pick<OpenSession, 'space' | 'person'>,
): Promise<Session | undefined> {
  const [found] = await db.query<{ name: string; doc: unknown }>(
    `SELECT s.name, r.doc FROM space s JOIN row r ON r.space = s.id
      WHERE s.id = $1 AND r.id = $2 AND r.kind = 'person'`,
    [space, person],
  );
  if (found === undefined) return undefined;
  const doc: Person = personSchema.parse(found.doc);
  return doc.isDisabled ? undefined : { person: doc, space: { id: space, name: found.name } };
}

/** Signs this one device out. */
export async function endSession(db: Queryable, key: string): Promise<void> {
  await db.query('DELETE FROM session WHERE token_hash = $1', [key]);
}

export async function dropEndedSessions(db: Queryable, now: Instant): Promise<void> {
  await db.query('DELETE FROM session WHERE expires_at <= $1', [now]);
}

/** What those of these sessions that are still good may hold now. */
export async function readGrants(
  db: Queryable,
  space: string,
  keys: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<{ key: string; id: string; kind: string; doc: string }>(
    `SELECT s.token_hash AS key, r.id, r.kind, r.doc::text AS doc
       FROM session s
       JOIN account a ON a.space = s.space AND a.person = s.person
       JOIN row r ON r.space = s.space AND r.id = s.person
      WHERE s.space = $1 AND s.token_hash = ANY ($2::text[]) AND s.expires_at > $3 AND s.wipe IS NULL
        AND a.disabled_at IS NULL`,
    [space, keys, toInstant(now)],
    'read-grants',
  );
  const grants = await findGrantsOf(rows, () => findTeams(db, space));
  return new Map(rows.map(({ key, id }) => [key, grants.get(id) ?? []]));
}

function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
