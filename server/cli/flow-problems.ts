/** What the checker finds, in words. */
import { isError } from '#shared/domain/flow/check/check-flow.ts';
import type { Problem } from '#shared/domain/flow/check/problem.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import type { CommandContext, Say } from './command.ts';

/** Each for programs, and as a line for people. `versions` have what they are about, the last one by its name now. */
export function problemsTold(
  problems: readonly Problem[],
  versions: readonly FlowVersion[],
  { say, language }: Pick<CommandContext, 'say' | 'language'>,
) {
  const names = new Map(versions.flatMap((version) => [...namesIn(version, language)]));
  const flowName = versions.map(({ name }) => inLanguage(name, language)).at(-1) ?? '';
  const nameOf: NameOf = (id) => (id === null ? flowName : names.get(id) || id);
  const all = problems.map((problem) => told(problem, nameOf, say));
  const lines = all.map(({ severity, elementId, message }) =>
    [severity === 'error' ? '✗' : '!', elementId ?? '', message].filter((part) => part !== '').join('  '),
  );
  return { told: all, lines };
}

/** Whether it can be published with these. */
export function toldSummary(problems: readonly Problem[], say: Say): string {
  const errors = problems.filter(isError).length;
  const others = problems.length - errors;
  if (errors === 0) return say('flowRight', { count: others });
  const wrong = say('flowWrong', { count: errors });
  return others === 0 ? wrong : `${wrong} ${say('alsoToLookAt', { count: others })}`;
}

/** What people call something of the flow, or the flow itself (null). */
type NameOf = (id: string | null) => string;

function told({ severity, elementId, rule, details, mend }: Problem, nameOf: NameOf, say: Say) {
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
