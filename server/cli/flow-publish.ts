import { z } from 'zod';
import { readRows } from '#server/db/rows.ts';
import { channelSchema } from '#shared/domain/case/support-case.ts';
import { checkFlow, isError } from '#shared/domain/flow/check/check-flow.ts';
import type { Problem as FlowProblem } from '#shared/domain/flow/check/problem.ts';
import { inLanguage } from '#shared/lib/words.ts';
import { type CommandContext, defineCommand, type Problem, refused } from './command.ts';
import { companyOption, findCompany } from './companies.ts';
import { flowOf } from './company-setup.ts';
import { readBuiltInFlows } from './flow-list.ts';
import { calledIn, type FlowToPublish, opensForOf, toPublished } from './published-flow.ts';
import { readBpmnFile, toVersion } from './read-bpmn-file.ts';
import { withStore } from './store.ts';

const listed = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.string().max(120)));

/** Makes a flow one that a company opens its cases with: one that comes with Raia, or a BPMN file. */
export const flowPublish = defineCommand({
  name: 'flow publish',
  positionals: ['ID'],
  options: { ...companyOption, channels: { type: 'string' }, categories: { type: 'string' } },
  args: z.object({
    ID: z.string().min(1),
    company: z.string().trim().min(1).max(200).optional(),
    channels: listed.pipe(z.array(channelSchema)).optional(),
    categories: listed.optional(),
    data: z.string().min(1),
  }),
  run: async ({ ID, channels, categories, ...args }, context) => {
    const { io, say } = context;
    const read = await readFlow(ID, context);
    if (read.kind !== 'read') return read;
    const errors = [...read.found, ...checkFlow(read.version)].filter(isError);
    if (errors.length > 0) return refused(say, 'notPublished', { file: ID, count: errors.length });
    return withStore(args, io, async ({ db, sync }) => {
      const found = await findCompany(db, args.company, say);
      if ('problem' in found) return found.problem;
      const { space } = found;
      let version = read.version;
      // Read under the lock of the space: two that publish at once are two versions.
      await sync.writeRows(space.id, async () => {
        const before = (await readRows(db, space.id, 'flow-version')).map(({ doc }) => doc);
        version = toPublished(read, space.id, before, io.clock());
        const flow = flowOf(version);
        const earlier = (await readRows(db, space.id, 'flow')).find(({ id }) => id === flow.id);
        const opensFor = opensForOf({ channels, categories }, earlier?.doc.opensFor);
        return [
          { kind: 'flow-version', id: version.id, doc: version },
          { kind: 'flow', id: flow.id, doc: { ...flow, ...(opensFor !== undefined && { opensFor }) } },
        ];
      });
      const { id, key, number, name } = version;
      const values = { name: inLanguage(name, context.language), number, company: space.name };
      return { kind: 'done', json: { id, key, version: number, name }, words: say('published', values) };
    });
  },
});

async function readFlow(
  id: string,
  { say, language }: CommandContext,
): Promise<({ readonly kind: 'read'; readonly found: readonly FlowProblem[] } & FlowToPublish) | Problem> {
  const builtIn = (await readBuiltInFlows()).find((flow) => flow.key === id || flow.id === id);
  if (builtIn !== undefined) return { kind: 'read', version: builtIn, found: [], called: builtIn.key };
  if (!id.toLowerCase().endsWith('.bpmn')) return refused(say, 'noSuchFlow', { id });
  const read = await readBpmnFile(id, say);
  if (read.kind !== 'read') return read;
  const flow = toVersion(read.file, language, id, say);
  if (flow.kind !== 'read') return flow;
  return { ...flow, called: calledIn(id, flow.version, flow.processId) };
}
