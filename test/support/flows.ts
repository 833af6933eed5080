/** The built-in flows as tests use them: read from resources and parsed by the schema, once. */
import { readdirSync, readFileSync } from 'node:fs';
import { type FlowVersion, flowVersionSchema } from '#shared/domain/flow/flow-version.ts';

const folder = new URL('../../resources/flows/', import.meta.url);

/** `file` is a name in resources/flows, such as `t0-heflo.json`. */
function readFlow(file: string): FlowVersion {
  return flowVersionSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
}

/** T0, the HEFLO customer-service flow. */
export const heflo: FlowVersion = readFlow('t0-heflo.json');

export const builtInFlows: readonly FlowVersion[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map(readFlow);
