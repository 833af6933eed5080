import { z } from 'zod';
import type { Queryable } from '#server/db/database.ts';
import { readRows } from '#server/db/rows.ts';
import { isDrawnWhole } from '#shared/diagram/layout/drawn.ts';
import { channels as knownChannels } from '#shared/domain/case/support-case.ts';
import { checkFlow, isError } from '#shared/domain/flow/check/check-flow.ts';
import type { Problem as FlowProblem } from '#shared/domain/flow/check/problem.ts';
import { areForTheSame, isForAll } from '#shared/domain/flow/choose-flow.ts';
import type { Flow } from '#shared/domain/flow/flow-version.ts';
import { inLanguage } from '#shared/lib/words.ts';
import { findBuiltInFlow, isBpmnFile } from './built-in-flows.ts';
import { type CommandContext, defineCommand, type Problem, refused, unreadable } from './command.ts';
import { companyOption, findCompany } from './companies.ts';
import { flowOf } from './company-setup.ts';
import { notLaidOut } from './not-laid-out.ts';
import {
  calledIn,
  changeBy,
  type FlowToPublish,
  opensForOf,
  toldOpensFor,
  toPublished,
} from './published-flow.ts';
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
    channels: listed.optional(),
    categories: listed.optional(),
    data: z.string().min(1),
  }),
  run: async ({ ID, channels, categories, ...args }, context) => {
    const { io, say, language } = context;
    const noChannels = without(channels, knownChannels);
    if (noChannels.length > 0)
      return unreadable(say, 'whichChannels', { typed: quoted(noChannels), known: knownChannels.join(', ') });
    const read = await readFlow(ID, context);
    if (read.kind !== 'read') return read;
    const tooMany = isDrawnWhole(read.version) ? undefined : notLaidOut(read.version, ID, say);
    if (tooMany !== undefined) return tooMany;
    const errors = [...read.found, ...checkFlow(read.version)].filter(isError);
    if (errors.length > 0) return refused(say, 'notPublished', { file: ID, count: errors.length });
    return withStore(args, io, async ({ db, sync }) => {
      const found = await findCompany(db, args.company, say);
      if ('problem' in found) return found.problem;
      const { space } = found;
      const categoriesHere = await readCategories(db, space.id, read);
      const noCategories = without(categories, categoriesHere);
      if (noCategories.length > 0)
        return refused(say, 'whichCategories', {
          typed: quoted(noCategories),
          known: categoriesHere.join(', '),
        });
      let version = read.version;
      let flow = flowOf(version);
      let others: readonly Flow[] = [];
      let change: ReturnType<typeof changeBy> = 'version';
      // Read under the lock of the space: two that publish at once are two versions.
      await sync.writeRows(space.id, async () => {
        const before = (await readRows(db, space.id, 'flow-version')).map(({ doc }) => doc);
        const at = io.clock();
        version = toPublished(read, space.id, before, at);
        const flows = (await readRows(db, space.id, 'flow')).map(({ doc }) => doc);
        const earlier = flows.find(({ id }) => id === version.flowId);
        const opensFor = opensForOf({ channels, categories }, earlier?.opensFor);
        flow = { ...flowOf(version), ...(opensFor !== undefined && { opensFor }) };
        others = flows.filter((one) => one.id !== flow.id && areForTheSame(one, flow));
        change = changeBy(flow, { versions: before, flow: earlier, others });
        if (change === 'none') return [];
        return [
          ...(change === 'version' ? [{ kind: 'flow-version', id: version.id, doc: version } as const] : []),
          { kind: 'flow', id: flow.id, doc: { ...flow, publishedAt: at } },
        ];
      });
      const { id, key, number, name } = version;
      const alsoFor = others.map((other) => ({ id: other.id, name: other.name }));
      const values = {
        name: inLanguage(name, language),
        ...{ number, company: space.name, cases: toldOpensFor(flow.opensFor, say) },
        names: quoted(others.map((other) => inLanguage(other.name, language))),
      };
      const also = say(isForAll(flow) ? 'alsoForAll' : 'alsoForSuch', values);
      return {
        kind: 'done',
        json: { id, key, version: number, change, name, opensFor: flow.opensFor ?? null, alsoFor },
        words: [say(`published_${change}`, values), ...(others.length > 0 ? [also] : [])].join('\n'),
      };
    });
  },
});

/** Those a case can be given: of the flows the company opens cases with, and of the one to be published. */
async function readCategories(
  db: Queryable,
  spaceId: string,
  { version }: FlowToPublish,
): Promise<readonly string[]> {
  const flows = (await readRows(db, spaceId, 'flow')).map(({ doc }) => doc);
  const current = new Set(flows.map(({ currentVersionId }) => currentVersionId));
  const versions = (await readRows(db, spaceId, 'flow-version')).filter(({ doc }) => current.has(doc.id));
  const all = [...versions.map(({ doc }) => doc), version].flatMap(({ categories }) => categories);
  return [...new Set(all.map(({ id }) => id))];
}

function without(typed: readonly string[] = [], known: readonly string[]): readonly string[] {
  return typed.filter((one) => !known.includes(one));
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}

async function readFlow(
  id: string,
  { say, language }: CommandContext,
): Promise<({ readonly kind: 'read'; readonly found: readonly FlowProblem[] } & FlowToPublish) | Problem> {
  const builtIn = await findBuiltInFlow(id);
  if (builtIn !== undefined)
    return { kind: 'read', version: builtIn.version, found: [], called: builtIn.version.key };
  if (!isBpmnFile(id)) return refused(say, 'noSuchFlow', { id });
  const read = await readBpmnFile(id, say);
  if (read.kind !== 'read') return read;
  const flow = toVersion(read.file, language, id, say);
  if (flow.kind !== 'read') return flow;
  return { ...flow, called: calledIn(id, flow.version, flow.processId) };
}
