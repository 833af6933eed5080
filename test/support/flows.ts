/** The built-in flows as tests use them: read from resources as the server reads them, once. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseFlow } from '#shared/bpmn/parse-flow.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { must } from '#shared/lib/must.ts';

const folder = new URL('../../resources/flows/', import.meta.url);

/** `file` is a name in resources/flows, such as `t0-heflo.bpmn`. */
function readFlow(file: string): Promise<FlowVersion> {
  return parseFlow(readFileSync(new URL(file, folder), 'utf8'));
}

/** T0, the HEFLO customer-service flow. */
export const heflo: FlowVersion = await readFlow('t0-heflo.bpmn');

export const builtInFlows: readonly FlowVersion[] = await Promise.all(
  readdirSync(folder)
    .filter((file) => file.endsWith('.bpmn'))
    .map(readFlow),
);

/** `key` is what it is called by, such as `T3.6b`. */
export function builtIn(key: string): FlowVersion {
  return must(
    builtInFlows.find((version) => version.key === key),
    key,
  );
}
