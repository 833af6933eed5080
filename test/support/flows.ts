/** The built-in flows as tests use them: read from resources and parsed by the schema, once. */
import { readFileSync } from 'node:fs';
import { type FlowVersion, flowVersionSchema } from '#shared/domain/flow/flow-version.ts';

/** `name` is the file's name in resources/flows, such as `t0-heflo`. */
export function readFlow(name: string): FlowVersion {
  const text = readFileSync(new URL(`../../resources/flows/${name}.json`, import.meta.url), 'utf8');
  return flowVersionSchema.parse(JSON.parse(text));
}

/** T0, the HEFLO customer-service flow. */
export const heflo: FlowVersion = readFlow('t0-heflo');
