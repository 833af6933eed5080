import { z } from 'zod';
import { readRows } from '#server/db/rows.ts';
import type { Space } from '#server/db/spaces.ts';
import { drawn } from '#shared/diagram/layout/drawn.ts';
import { channelSchema } from '#shared/domain/case/support-case.ts';
import { checkFlow, isError } from '#shared/domain/flow/check/check-flow.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { flowIdSchema, flowVersionIdSchema } from '#shared/domain/flow/ids.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { type CommandContext, defineCommand, type Problem, refused } from './command.ts';
import { companyOption, findCompany } from './companies.ts';
import { flowOf } from './company-setup.ts';
import { readBuiltInFlows } from './flow-list.ts';
import { readBpmnFile, toVersion } from './read-bpmn-file.ts';
import { withStore } from './store.ts';

const listed = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().min(1).max(120)));

/** Makes a flow one that a company opens its cases with: one that comes with Raia, or a BPMN file. */
export const flowPublish = defineCommand({
  name: 'flow publish',
  positionals: ['ID'],
  options: { ...companyOption, channels: { type: 'string' }, categories: { type: 'string' } },
  args: z.object({
    ID: z.string().min(1),
    company: z.string().trim().min(1).max(200).optional(),
    channels: listed.pipe(z.array(channelSchema)).default([]),
    categories: listed.default([]),
    data: z.string().min(1),
  }),
  run: async ({ ID, channels, categories, ...args }, context) => {
    const { io, say } = context;
    const read = await readFlow(ID, context);
    if (read.kind !== 'read') return read;
    const errors = checkFlow(read.version).filter(isError);
    if (errors.length > 0) return refused(say, 'notPublished', { file: ID, count: errors.length });
    return withStore(args, io, async ({ db, sync }) => {
      const found = await findCompany(db, args.company, say);
      if ('problem' in found) return found.problem;
      const { space } = found;
      const before = (await readRows(db, space.id, 'flow-version')).map(({ doc }) => doc);
      const version = toPublished(read.version, space, before, io.clock());
      const isNamed = channels.length + categories.length > 0;
      const flow = { ...flowOf(version), ...(isNamed && { opensFor: { channels, categories } }) };
      await sync.writeRows(space.id, [
        { kind: 'flow-version', id: version.id, doc: version },
        { kind: 'flow', id: flow.id, doc: flow },
      ]);
      const { id, key, number, name } = version;
      const values = { name: name[context.language], number, company: space.name };
      return { kind: 'done', json: { id, key, version: number, name }, words: say('published', values) };
    });
  },
});

async function readFlow(
  id: string,
  { say, language }: CommandContext,
): Promise<{ readonly kind: 'read'; readonly version: FlowVersion } | Problem> {
  const builtIn = (await readBuiltInFlows()).find((flow) => flow.key === id || flow.id === id);
  if (builtIn !== undefined) return { kind: 'read', version: builtIn };
  if (!id.toLowerCase().endsWith('.bpmn')) return refused(say, 'noSuchFlow', { id });
  const read = await readBpmnFile(id, say);
  return read.kind === 'read' ? toVersion(read.file, language, id, say) : read;
}

/** A published version never changes: published again it is the next one of its flow in this company. */
function toPublished(
  read: FlowVersion,
  space: Space,
  before: readonly FlowVersion[],
  publishedAt: Instant,
): FlowVersion {
  const flowId = flowIdSchema.parse(derivedId(space.id, `flow:${read.flowId}:${read.name['pt-BR']}`));
  const earlier = before.filter((version) => version.flowId === flowId || version.flowId === read.flowId);
  const known = earlier[0]?.flowId ?? flowId;
  const number = Math.max(0, ...earlier.map((version) => version.number)) + 1;
  const id = flowVersionIdSchema.parse(derivedId(known, `version:${number}`));
  return { ...drawn(read), id, flowId: known, number, publishedAt };
}
