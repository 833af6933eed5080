/** The adaptations of flows that come along. */
import { readdir, readFile } from 'node:fs/promises';
import { inPackage } from '#server/paths.ts';
import { type FlowPattern, flowPatternSchema } from '#shared/domain/flow/apply-pattern.ts';

export async function readPatterns(): Promise<readonly FlowPattern[]> {
  const folder = inPackage('resources', 'patterns');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) =>
      flowPatternSchema.parse(JSON.parse(await readFile(inPackage('resources', 'patterns', file), 'utf8'))),
    ),
  );
}
