/** A flow made by a test, as both engines read it from the same file. */
import { writeBpmn } from '#shared/bpmn/bpmn-file.ts';
import { parseFlow } from '#shared/bpmn/parse-flow.ts';
import { writeFlowVersion } from '#shared/bpmn/write-flow-version.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { type PeerFlow, readPeerFlow } from '#test/support/bpmn-elements-flow.ts';

export async function writtenAndRead(made: FlowVersion): Promise<PeerFlow> {
  const xml = await writeBpmn(writeFlowVersion(made));
  return readPeerFlow(xml, await parseFlow(xml));
}
