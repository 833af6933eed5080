/** How people sign in. A login is one word or address, unique on this server, whatever its case. */
import type { Queryable } from '#server/db/database.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { hashPassword } from './passwords.ts';

export type NewAccount = {
  readonly space: string;
  readonly person: string;
  readonly login: string;
  readonly password: string;
};
export type Account = {
  readonly space: string;
  readonly person: string;
  readonly login: string;
  readonly disabledAt: Instant | null;
};

/** False when the login is taken. */
export async function createAccount(db: Queryable, account: NewAccount): Promise<boolean> {
  const made = await db.query(
    `INSERT INTO account (space, person, login, password_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT (login) DO NOTHING RETURNING login`,
    [account.space, account.person, toLogin(account.login), await hashPassword(account.password)],
  );
  return made.length === 1;
}

export async function hasAccount(db: Queryable, login: string): Promise<boolean> {
  const found = await db.query('SELECT FROM account WHERE login = $1', [toLogin(login)]);
  return found.length === 1;
}

/** Signs the account out everywhere; its computers can still be told to wipe themselves. False when there is no such login. */
export async function disableAccount(db: Queryable, login: string, at: Instant): Promise<boolean> {
  const disabled = await db.query(
    `WITH disabled AS (
       UPDATE account SET disabled_at = coalesce(disabled_at, $2) WHERE login = $1 RETURNING space, person),
     ended AS (
       UPDATE session SET expires_at = least(expires_at, $2) FROM disabled
        WHERE session.space = disabled.space AND session.person = disabled.person)
     SELECT FROM disabled`,
    [toLogin(login), at],
  );
  return disabled.length === 1;
}

export function listAccounts(db: Queryable): Promise<readonly Account[]> {
  return db.query<Account>(
    'SELECT space, person, login, disabled_at AS "disabledAt" FROM account ORDER BY login',
  );
}

export function toLogin(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
