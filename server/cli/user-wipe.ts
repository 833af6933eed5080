import { z } from 'zod';
import { askWipe, listWipes, type Wipe } from '#server/auth/wipes.ts';
import { newId } from '#shared/lib/ids.ts';
import { defineCommand, type Say } from './command.ts';
import { findUser } from './find-user.ts';
import { withStore } from './store.ts';

/** Has the computers of a user forget what they keep. Asked again, it tells how far they are. */
export const userWipe = defineCommand({
  name: 'user wipe',
  positionals: ['LOGIN'],
  options: { device: { type: 'string' } },
  args: z.object({
    LOGIN: z.string().trim().min(1).max(120),
    device: z.string().trim().min(1).max(120).optional(),
    data: z.string().min(1),
  }),
  run: ({ LOGIN: login, device = null, data }, { io, say }) =>
    withStore({ data }, io, async (store) => {
      const user = await findUser(store, login);
      if (user === undefined) return { kind: 'refused', words: say('noSuchLogin', { login }) };
      const at = io.clock();
      const asked = await askWipe(store.db, user.account, { device, at, newId: () => newId(at, io.random) });
      const wipes = (await listWipes(store.db, user.account)).filter(
        (wipe) => device === null || wipe.device === device,
      );
      if (wipes.length === 0) return { kind: 'refused', words: say('nothingToWipe', { login }) };
      const words = [say('wipeAsked', { count: asked }), ...wipes.map((wipe) => lineOf(wipe, say))];
      return { kind: 'done', json: { login, asked, wipes }, words: words.join('\n') };
    }),
});

function lineOf({ device, doneAt, changes, drafts }: Wipe, say: Say): string {
  if (doneAt === null) return say('wipeWaits', { device });
  return say('wipeDone', { device, when: new Date(doneAt).toISOString(), changes, drafts });
}
