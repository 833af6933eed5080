/**
 * Decisions by rule: whether some path always fits, and only one, and whether
 * the tables they read are there.
 *
 * Conditions are asked for answers around the values they name: each constant,
 * a little less and a little more, yes and no, another word, and no answer. What
 * is found is an example; that none is found proves nothing.
 */
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { transitionsFrom } from '../elements.ts';
import type { FlowElement } from '../flow-element.ts';
import type { FlowVersion, Transition } from '../flow-version.ts';
import { decideByTable, type Fact, type Facts, judge } from '../rules.ts';
import { type Problem, toProblem } from './problem.ts';

/** So many examples are tried of one decision, and so many questions asked of all of them together. */
const mostExamples = 400;
const mostQuestions = 6_000;
const anyMoment: Instant = toInstant(0);

export function checkDecisions(version: FlowVersion): readonly Problem[] {
  const questions = { left: mostQuestions };
  return [
    ...version.elements.flatMap((element) => checkWays(version, element, questions)),
    ...checkTables(version, questions),
    ...checkReadTables(version),
  ];
}

type Questions = { left: number };

function checkWays(version: FlowVersion, element: FlowElement, questions: Questions): readonly Problem[] {
  const ways = transitionsFrom(version, element.id);
  const conditional = ways.filter(({ condition }) => condition !== undefined);
  const unreadable = conditional.filter((way) => !isReadable(way.condition ?? ''));
  if (unreadable.length > 0) return unreadable.map(({ id }) => toProblem(id, 'rule-unreadable', 'error'));
  const isRule = element.kind === 'gateway' && element.decidedBy === 'rule';
  if (!isRule || ways.length < 2 || element.gateway === 'parallel' || element.gateway === 'event') return [];
  const conditions = conditional.map(({ condition }) => condition ?? '');
  const examples = someExamples(conditions, conditional.length, questions);
  const fitting = examples.map((facts) => ({ facts, ways: fittingOf(conditional, facts) }));
  const found: Problem[] = [];
  const hasDefault = ways.some(({ isDefault }) => isDefault === true);
  const none = fitting.find((one) => one.ways.length === 0);
  if (!hasDefault && (none !== undefined || conditional.length < ways.length))
    found.push(
      toProblem(
        element.id,
        'no-default',
        'error',
        { example: toText(none?.facts ?? {}) },
        lastAsDefault(ways),
      ),
    );
  const several = fitting.find((one) => one.ways.length > 1);
  if (element.gateway === 'exclusive' && several !== undefined)
    found.push(
      toProblem(element.id, 'overlapping-paths', 'warning', {
        first: several.ways[0]?.id ?? '',
        second: several.ways[1]?.id ?? '',
        example: toText(several.facts),
      }),
    );
  return found;
}

function checkTables({ decisions = [] }: FlowVersion, questions: Questions): readonly Problem[] {
  return decisions.flatMap((table) => {
    const tests = table.rules.flatMap(({ when }) => when);
    const asked = [...table.inputs.map(({ expression }) => expression), ...tests];
    const examples = someExamples(asked, asked.length, questions);
    const fails = examples.some((facts) => decideByTable(table, facts, anyMoment).kind === 'failed');
    return fails ? [toProblem(table.id, 'rule-unreadable', 'error')] : [];
  });
}

/** A case passes what reads no table, as if there were nothing to find out. */
function checkReadTables({ elements, decisions = [] }: FlowVersion): readonly Problem[] {
  const tables = new Set(decisions.map(({ id }) => id));
  const isLacking = (decisionId: string | undefined) => decisionId === undefined || !tables.has(decisionId);
  return elements
    .filter(
      (element) => element.kind === 'automatic' && element.task === 'rule' && isLacking(element.decisionId),
    )
    .map(({ id }) => toProblem(id, 'nothing-to-run', 'error'));
}

function isReadable(condition: string): boolean {
  return examplesOf([condition], mostExamples).some(
    (facts) => judge(condition, facts, anyMoment).kind === 'decided',
  );
}

function fittingOf(ways: readonly Transition[], facts: Facts): readonly Transition[] {
  return ways.filter(({ condition = '' }) => {
    const holds = judge(condition, facts, anyMoment);
    return holds.kind === 'decided' && holds.value;
  });
}

function lastAsDefault(ways: readonly Transition[]): Problem['mend'] {
  const last = ways.at(-1);
  return last === undefined ? null : { kind: 'make-default', transitionId: last.id };
}

/** As many as there are questions left, when each is asked of so many conditions. */
function someExamples(
  expressions: readonly string[],
  conditions: number,
  questions: Questions,
): readonly Facts[] {
  const most = Math.min(mostExamples, Math.floor(questions.left / Math.max(1, conditions)));
  const examples = most < 1 ? [] : examplesOf(expressions, most);
  questions.left -= examples.length * conditions;
  return examples;
}

/** Answers to try: every name with every value that stands beside it, as long as they are not too many. */
function examplesOf(expressions: readonly string[], most: number): readonly Facts[] {
  const text = expressions.join('\n');
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word);
  const numbers = [...text.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map(
    ([number]) => Number(number),
  );
  const isAboutYesNo = words.length + numbers.length === 0 || /\b(true|false|not)\b/.test(text);
  const values: readonly Fact[] = [
    ...new Set<Fact>([
      null,
      ...(isAboutYesNo ? [true, false] : []),
      ...words,
      ...(words.length > 0 ? ['something else'] : []),
      ...numbers.flatMap((number) => [number - 1, number, number + 1]),
    ]),
  ];
  let examples: readonly Facts[] = [{}];
  for (const name of namesIn(text)) {
    const more = examples.flatMap((facts) => values.map((value) => ({ ...facts, [name]: value })));
    if (more.length > most) break;
    examples = more;
  }
  return examples;
}

const feelWords = new Set(
  'and or not in between if then else for return some every satisfies true false null function instance of date time duration'.split(
    ' ',
  ),
);

/** What an expression could be asking for: names that are no words of FEEL and no functions. */
function namesIn(text: string): readonly string[] {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const names = [...bare.matchAll(/[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|\s*\()/gu)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !feelWords.has(name));
}

function toText(facts: Facts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(', ');
}
