import { z } from 'zod';
import { createFileBlobs } from '#server/blobs/file-blobs.ts';
import { listSpaces } from '#server/db/spaces.ts';
import { defineCommand, refused } from './command.ts';
import { withStore } from './store.ts';
import { checkFiles } from './verify/check-files.ts';
import type { Problem } from './verify/problem.ts';
import { readSpace, type StoredSpace, verifySpace } from './verify/verify-space.ts';

/** Checks every company of this database: rows, versions, events, positions, feeds, numbers, and that no file lacks its bytes. */
export const verify = defineCommand({
  name: 'verify',
  positionals: [],
  options: {},
  args: z.object({ data: z.string().min(1) }),
  run: (args, { io, say }) =>
    withStore(args, io, async ({ db }) => {
      // Read in one moment, checked afterwards: a transaction that idles while we think would be ended.
      const stored = await db.transaction('snapshot', async (tx) => {
        const spaces: { id: string; company: string; space: StoredSpace }[] = [];
        for (const { id, name } of await listSpaces(tx))
          spaces.push({ id, company: name, space: await readSpace(tx, id) });
        return spaces;
      });
      if (stored.length === 0) return refused(say, 'noCompany');
      const blobFiles = createFileBlobs(args.data);
      const companies = await Promise.all(
        stored.map(async ({ id, company, space }) => {
          const { counts, problems } = verifySpace(space);
          const missing = await checkFiles(id, space.rows, blobFiles);
          return { company, counts, problems: [...problems, ...missing] };
        }),
      );
      const problems = companies.flatMap((company) => company.problems);
      const tell = (problem: Problem) => say(`verify.problems.${problem.kind}`, problem);
      const json = {
        ok: problems.length === 0,
        companies: companies.map(({ company, counts, problems: found }) => ({
          ...{ company, counts },
          problems: found.map((problem) => ({ ...problem, message: tell(problem) })),
        })),
      };
      const words = [
        ...companies.map(({ company, counts }) => say('verify.counts', { company, ...counts })),
        ...problems.slice(0, 50).map(tell),
        problems.length === 0 ? say('verify.fine') : say('verify.wrong', { count: problems.length }),
      ].join('\n');
      return { kind: problems.length === 0 ? 'done' : 'refused', json, words };
    }),
});
