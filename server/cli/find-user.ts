import { type Account, listAccounts, toLogin } from '#server/auth/accounts.ts';
import { readRows } from '#server/db/rows.ts';
import type { Person } from '#shared/domain/people/person.ts';
import type { OpenStore } from './store.ts';

export type User = { readonly account: Account; readonly person: Person };

export async function findUser({ db }: OpenStore, login: string): Promise<User | undefined> {
  const account = (await listAccounts(db)).find((candidate) => candidate.login === toLogin(login));
  const people = account === undefined ? [] : await readRows(db, account.space, 'person');
  const person = people.find((row) => row.id === account?.person)?.doc;
  return account === undefined || person === undefined ? undefined : { account, person };
}
