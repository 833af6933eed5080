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
    const names = namesIn(flow.version, language);
    const nameOf: NameOf = (id) =>
      id === null ? inLanguage(flow.version.name, language) : names.get(id) || id;
    const problems = found.map((problem) => told(problem, nameOf, say));
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

/** What people call something of the flow, or the flow itself (null). */
type NameOf = (id: string | null) => string;

function told({ severity, elementId, rule, details, mend }: FlowProblem, nameOf: NameOf, say: Say) {
  const named = Object.entries(details).map(([key, value]) => [
    key,
    // The paths a finding names.
    ['first', 'second', 'way'].includes(key) ? nameOf(value) : value,
  ]);
  const message = say(`check_${rule}`, { name: nameOf(elementId), ...Object.fromEntries(named) });
  return {
    severity,
    elementId,
    rule,
    message: mend === null ? message : `${message} ${say(`mend_${mend.kind}`)}`,
  };
}

/** By id; where two are called by the same id, an element comes before a path, and that before a lane. */
function namesIn(
  { decisions = [], lanes, transitions, elements }: FlowVersion,
  language: Language,
): ReadonlyMap<string, string> {
  const all = [...decisions, ...lanes, ...transitions, ...elements];
  return new Map(all.flatMap(({ id, name }) => (name === null ? [] : [[id, inLanguage(name, language)]])));
}
