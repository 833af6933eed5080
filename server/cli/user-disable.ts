import { z } from 'zod';
import { disableAccount, listAccounts, toLogin } from '#server/auth/accounts.ts';
import { readRows } from '#server/db/rows.ts';
import { defineCommand } from './command.ts';
import { withStore } from './store.ts';

export const userDisable = defineCommand({
  name: 'user disable',
  positionals: ['LOGIN'],
  options: {},
  args: z.object({ LOGIN: z.string().trim().min(1).max(120), data: z.string().min(1) }),
  run: (args, { io, say }) =>
    withStore(args, io, async ({ db, sync }) => {
      const login = args.LOGIN;
      if (!(await disableAccount(db, login, io.clock())))
        return { kind: 'refused', words: say('noSuchLogin', { login }) };
      const account = (await listAccounts(db)).find((candidate) => candidate.login === toLogin(login));
      const people = account === undefined ? [] : await readRows(db, account.space, 'person');
      const person = people.find((row) => row.id === account?.person)?.doc;
      if (account !== undefined && person !== undefined)
        await sync.writeRows(account.space, [
          { kind: 'person', id: person.id, doc: { ...person, isDisabled: true } },
        ]);
      return { kind: 'done', json: { login, isDisabled: true }, words: say('userDisabled', { login }) };
    }),
});
