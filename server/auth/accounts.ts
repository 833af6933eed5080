import type { Queryable } from '#server/db/database.ts';
import type { Instant } from '#shared/lib/instant.ts';

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
export async function createAccount(_db: Queryable, _account: NewAccount): Promise<boolean> {
  throw new Error('Not built yet');
}

/** Signs the account out everywhere. False when there is no such login. */
export async function disableAccount(_db: Queryable, _login: string, _at: Instant): Promise<boolean> {
  throw new Error('Not built yet');
}

export async function listAccounts(_db: Queryable): Promise<readonly Account[]> {
  throw new Error('Not built yet');
}
