/** The flows Raia brings along. */
import { readdir } from 'node:fs/promises';
import { inPackage } from '#server/paths.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { readBuiltInFlow } from './company-setup.ts';

export type BuiltInFlow = { readonly path: string; readonly version: FlowVersion };

export async function readBuiltInFlows(): Promise<readonly BuiltInFlow[]> {
  const files = (await readdir(inPackage('resources', 'flows')))
    .filter((file) => file.endsWith('.bpmn'))
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      path: inPackage('resources', 'flows', file),
      version: await readBuiltInFlow(file),
    })),
  );
}

/** By its key (`T0`) or its id. What is written as a file is none of them, and they are not read for it. */
export async function findBuiltInFlow(typed: string): Promise<BuiltInFlow | undefined> {
  if (isBpmnFile(typed)) return undefined;
  return (await readBuiltInFlows()).find(({ version: { key, id } }) => key === typed || id === typed);
}

export function isBpmnFile(typed: string): boolean {
  return typed.toLowerCase().endsWith('.bpmn');
}
