import { z } from 'zod';
import { askWipe, listWipes, type Wipe } from '#server/auth/wipes.ts';
import { newId } from '#shared/lib/ids.ts';
import { defineCommand, refused, type Say } from './command.ts';
import { findUser } from './find-user.ts';
import { withStore } from './store.ts';

/** Has the computers of a user forget what they keep. With `--list` it only tells how far they are. */
export const userWipe = defineCommand({
  name: 'user wipe',
  positionals: ['LOGIN'],
  options: { device: { type: 'string' }, list: { type: 'boolean' } },
  args: z.object({
    LOGIN: z.string().trim().min(1).max(120),
    device: z.string().trim().min(1).max(120).optional(),
    list: z.boolean().default(false),
    data: z.string().min(1),
  }),
  run: ({ LOGIN: login, device = null, list, data }, { io, say }) =>
    withStore({ data }, io, async (store) => {
      const user = await findUser(store, login);
      if (user === undefined) return refused(say, 'noSuchLogin', { login });
      const at = io.clock();
      const asked = list
        ? 0
        : await askWipe(store.db, user.account, { device, at, newId: () => newId(at, io.random) });
      // As everybody hears of the rights of people, a server looks again at who is connected.
      if (asked > 0)
        await store.sync.writeRows(user.account.space, [
          { kind: 'person', id: user.person.id, doc: user.person },
        ]);
      const wipes = (await listWipes(store.db, user.account)).filter(
        (wipe) => device === null || wipe.device === device,
      );
      if (wipes.length === 0) return refused(say, 'nothingToWipe', { login });
      const words = [
        ...(list ? [] : [say('wipeAsked', { count: asked })]),
        ...wipes.map((wipe) => lineOf(wipe, say)),
      ];
      return { kind: 'done', json: { login, asked, wipes }, words: words.join('\n') };
    }),
});

function lineOf({ device, doneAt, changes, drafts }: Wipe, say: Say): string {
  if (doneAt === null) return say('wipeWaits', { device });
  return say('wipeDone', { device, when: new Date(doneAt).toISOString(), changes, drafts });
}
