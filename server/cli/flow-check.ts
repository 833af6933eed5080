import { z } from 'zod';
import { countBpmn } from '#shared/bpmn/counts.ts';
import { checkFlow, isError } from '#shared/domain/flow/check/check-flow.ts';
import type { Problem as FlowProblem } from '#shared/domain/flow/check/problem.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import { defineCommand, type Say } from './command.ts';
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
    const problems = found.map((problem) => told(problem, flow.version, say, language));
    const ok = !found.some(isError);
    const lines = problems.map(({ severity, elementId, message }) =>
      [severity === 'error' ? '✗' : '!', elementId ?? '', message].filter((part) => part !== '').join('  '),
    );
    const summary = say(ok ? 'flowRight' : 'flowWrong', { count: problems.length });
    return {
      kind: ok ? 'done' : 'refused',
      json: { ok, counts, problems },
      words: [...lines, summary].join('\n'),
    };
  },
});

function told(
  { severity, elementId, rule, details, mend }: FlowProblem,
  version: FlowVersion,
  say: Say,
  language: Language,
) {
  const values = { name: nameOf(version, elementId, language), ...namesIn(details, version, language) };
  const message = say(`check_${rule}`, values);
  return {
    severity,
    elementId,
    rule,
    message: mend === null ? message : `${message} ${say(`mend_${mend.kind}`)}`,
  };
}

/** The paths a finding names, by what people call them. */
function namesIn(details: FlowProblem['details'], version: FlowVersion, language: Language) {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      ['first', 'second', 'way'].includes(key) ? nameOf(version, value, language) : value,
    ]),
  );
}

function nameOf(version: FlowVersion, id: string | null, language: Language): string {
  if (id === null) return inLanguage(version.name, language);
  const lane = version.lanes.find((one) => one.id === id);
  const table = version.decisions?.find((one) => one.id === id);
  const element = version.elements.find((one) => one.id === id);
  const way = version.transitions.find((one) => one.id === id);
  const words = element?.name ?? way?.name ?? lane?.name ?? table?.name;
  return (words && inLanguage(words, language)) || id;
}
