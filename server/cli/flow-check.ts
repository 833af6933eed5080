import { z } from 'zod';
import { countBpmn } from '#shared/bpmn/counts.ts';
import { checkFlow, isError } from '#shared/domain/flow/check/check-flow.ts';
import { defineCommand } from './command.ts';
import { problemsTold, toldSummary } from './flow-problems.ts';
import { readBpmnFile, toVersion } from './read-bpmn-file.ts';

/** What a BPMN file has, and what is wrong with it as a flow. Refused where something is an error. */
export const flowCheck = defineCommand({
  name: 'flow check',
  positionals: ['FILE'],
  options: {},
  args: z.object({ FILE: z.string().min(1) }),
  run: async ({ FILE: path }, { say, language }) => {
    const read = await readBpmnFile(path, say);
    if (read.kind !== 'read') return read;
    const counts = countBpmn(read.file.definitions);
    const flow = toVersion(read.file, language, path, say);
    if (flow.kind !== 'read') return flow;
    const found = [...flow.found, ...checkFlow(flow.version)];
    const { told: problems, lines } = problemsTold(found, [flow.version], { say, language });
    const ok = !found.some(isError);
    const isMendable = found.some(({ mend }) => mend !== null);
    return {
      kind: ok ? 'done' : 'refused',
      json: { ok, counts, problems },
      words: [...lines, toldSummary(found, say), ...(isMendable ? [say('mendable')] : [])].join('\n'),
    };
  },
});
