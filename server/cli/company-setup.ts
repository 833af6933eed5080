/** The first rows of a company: itself, a team, and the built-in flow its cases are opened with. */
import { readFile } from 'node:fs/promises';
import { createSpace, type Space } from '#server/db/spaces.ts';
import { inPackage } from '#server/paths.ts';
import { parseFlow } from '#shared/bpmn/parse-flow.ts';
import type { Flow, FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { companyId } from '#shared/domain/people/company.ts';
import { type Team, teamIdSchema } from '#shared/domain/people/person.ts';
import { derivedId } from '#shared/lib/ids.ts';
import type { OpenStore } from './store.ts';

export const firstFlowFile = 't0-heflo.bpmn';

export async function readBuiltInFlow(file: string): Promise<FlowVersion> {
  return parseFlow(await readFile(inPackage('resources', 'flows', file), 'utf8'));
}

export function teamOf(space: Space, name: string): Team {
  return { id: teamIdSchema.parse(derivedId(space.id, `team:${name}`)), name };
}

export function flowOf(version: FlowVersion): Flow {
  const { id, flowId, name, publishedAt } = version;
  return { id: flowId, name, currentVersionId: id, publishedAt };
}

export async function setUpCompany(store: OpenStore, space: Space, team: Team): Promise<FlowVersion> {
  const version = await readBuiltInFlow(firstFlowFile);
  const flow = flowOf(version);
  await createSpace(store.db, space);
  await store.sync.writeRows(space.id, [
    { kind: 'company', id: companyId, doc: { id: companyId, name: space.name } },
    { kind: 'team', id: team.id, doc: team },
    { kind: 'flow-version', id: version.id, doc: version },
    { kind: 'flow', id: flow.id, doc: flow },
  ]);
  return version;
}
