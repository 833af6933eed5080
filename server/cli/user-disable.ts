import { z } from 'zod';
import { disableAccount } from '#server/auth/accounts.ts';
import { defineCommand, refused } from './command.ts';
import { findUser } from './find-user.ts';
import { withStore } from './store.ts';

export const userDisable = defineCommand({
  name: 'user disable',
  positionals: ['LOGIN'],
  options: {},
  args: z.object({ LOGIN: z.string().trim().min(1).max(120), data: z.string().min(1) }),
  run: (args, { io, say }) =>
    withStore(args, io, async (store) => {
      const login = args.LOGIN;
      if (!(await disableAccount(store.db, login, io.clock()))) return refused(say, 'noSuchLogin', { login });
      const user = await findUser(store, login);
      if (user !== undefined)
        await store.sync.writeRows(user.account.space, [
          { kind: 'person', id: user.person.id, doc: { ...user.person, isDisabled: true } },
        ]);
      return { kind: 'done', json: { login, isDisabled: true }, words: say('userDisabled', { login }) };
    }),
});
