import { z } from 'zod';
import { readRows } from '#server/db/rows.ts';
import { defineCommand, refused } from './command.ts';
import { companyOption, findCompany } from './companies.ts';
import { teamOf } from './company-setup.ts';
import { withStore } from './store.ts';

export const teamAdd = defineCommand({
  name: 'team add',
  positionals: ['NAME'],
  options: companyOption,
  args: z.object({
    // A list of teams is separated by commas.
    NAME: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .regex(/^[^,]+$/),
    company: z.string().trim().min(1).max(200).optional(),
    data: z.string().min(1),
  }),
  run: (args, { io, say }) =>
    withStore(args, io, async ({ db, sync }) => {
      const found = await findCompany(db, args.company, say);
      if ('problem' in found) return found.problem;
      const { space } = found;
      const teams = await readRows(db, space.id, 'team');
      if (teams.some((row) => row.doc.name === args.NAME))
        return refused(say, 'teamTaken', { name: args.NAME });
      const team = teamOf(space, args.NAME);
      await sync.writeRows(space.id, [{ kind: 'team', id: team.id, doc: team }]);
      return { kind: 'done', json: team, words: say('teamAdded', { name: team.name, company: space.name }) };
    }),
});
