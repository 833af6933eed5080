/** A flow of ours out of its BPMN file. */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { flowIdSchema, flowVersionIdSchema } from '#shared/domain/flow/ids.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { readBpmn } from './bpmn-file.ts';
import { type Identity, readFlowVersion } from './read-flow-version.ts';

/** For a file that says itself which flow and version it is. */
export const noIdentity: Identity = {
  id: flowVersionIdSchema.parse('00000000-0000-4000-8000-000000000000'),
  flowId: flowIdSchema.parse('00000000-0000-4000-8000-000000000000'),
  publishedAt: toInstant(0),
  language: 'pt-BR',
};

/** Throws where it is none: a file of ours that cannot be read is a bug. */
export async function parseFlow(xml: string): Promise<FlowVersion> {
  const read = await readBpmn(xml);
  if (read.kind === 'unreadable') throw new Error(`A flow cannot be read: ${read.reason} ${read.detail}`);
  const flow = readFlowVersion(read.file, noIdentity);
  if (flow.kind !== 'read') throw new Error(`A flow cannot be read: ${JSON.stringify(flow)}`);
  return flow.version;
}
