import { z } from 'zod';
import { readRows } from '#server/db/rows.ts';
import { listSpaces } from '#server/db/spaces.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { inLanguage } from '#shared/lib/words.ts';
import { readBuiltInFlows } from './built-in-flows.ts';
import { defineCommand } from './command.ts';
import { readPatterns } from './flow-patterns.ts';
import { toldOpensFor } from './published-flow.ts';
import { withStore } from './store.ts';

/** The flows Raia brings along, and those the companies of this server have published. */
export const flowList = defineCommand({
  name: 'flow list',
  positionals: [],
  options: { published: { type: 'boolean' } },
  args: z.object({ data: z.string().min(1), published: z.boolean().default(false) }),
  run: async (args, { io, say, language }) => {
    const patterns = await readPatterns();
    const builtIn = (await readBuiltInFlows()).map(({ version }) => ({
      ...summaryOf(version),
      ...{ company: null, isCurrent: false, opensFor: null },
      adaptations: patterns.filter((one) => one.of === version.key).map(({ key, name }) => ({ key, name })),
    }));
    const published = args.published ? await withStore(args, io, ({ db }) => readPublished(db)) : [];
    const flows = [...builtIn, ...published];
    const lines = flows.flatMap((flow) => {
      const { key, version, name, company, isCurrent, opensFor, adaptations } = flow;
      const cases = isCurrent ? toldOpensFor(opensFor ?? undefined, say) : say('earlierVersion');
      const whose = company === null ? [say('builtIn')] : [company, cases];
      return [
        [key, `v${version}`, inLanguage(name, language), ...whose].join('  '),
        ...adaptations.map((one) => `  ${one.key}  ${inLanguage(one.name, language)}  ${say('adaptation')}`),
      ];
    });
    return { kind: 'done', json: flows, words: lines.join('\n') };
  },
});

async function readPublished(db: Parameters<typeof listSpaces>[0]) {
  const spaces = await listSpaces(db);
  const lists = await Promise.all(
    spaces.map(async (space) => {
      const flows = (await readRows(db, space.id, 'flow')).map(({ doc }) => doc);
      return (await readRows(db, space.id, 'flow-version')).map(({ doc: version }) => {
        const flow = flows.find(({ currentVersionId }) => currentVersionId === version.id);
        return {
          ...summaryOf(version),
          ...{ company: space.name, isCurrent: flow !== undefined, opensFor: flow?.opensFor ?? null },
          // What is in a database is adapted as the file it was published from.
          adaptations: [],
        };
      });
    }),
  );
  return lists.flat();
}

function summaryOf(version: FlowVersion) {
  const { id, key, number, name, lanes, elements } = version;
  return { id, key, version: number, name, lanes: lanes.length, elements: elements.length };
}
