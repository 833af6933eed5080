/**
 * Whether a FEEL expression comes to its end at once, seen by how it reads.
 *
 * Expressions come in files from anywhere, and one that runs cannot be stopped.
 * So a rule compares answers and reckons with them, and does nothing once for
 * each of many, nor twice with what it has made: it has no loops, no filters,
 * no functions and no contexts of its own. Of the built-in functions it calls
 * those that take about as long as what they are given is; none reads patterns,
 * which can take for ever, and none repeats text.
 */
import type { parseExpression } from 'feelin';

type Reading = ReturnType<typeof parseExpression>;
type Part = Reading['topNode'];

export function isBounded(reading: Reading, expression: string): boolean {
  const parts = reading.cursor();
  do {
    if (!isPartBounded(parts.node, expression)) return false;
  } while (parts.next());
  return true;
}

function isPartBounded(part: Part, expression: string): boolean {
  switch (part.name) {
    case 'ForExpression':
    case 'QuantifiedExpression':
    case 'FilterExpression':
    case 'FunctionDefinition':
    case 'Context':
      return false;
    case 'Interval':
      // What is tested may lie in it; anywhere else it stands for all that does.
      return countAround(part, 'PositiveUnaryTest') > 0;
    case 'FunctionInvocation':
      return (
        boundedFunctions.has(functionCalled(part, expression)) &&
        countAround(part, 'FunctionInvocation') < mostNested
      );
    default:
      return true;
  }
}

/** Text about text about text doubles its quotes each time. */
const mostNested = 5;

const boundedFunctions: ReadonlySet<string> = new Set([
  ...['not', 'is', 'all', 'any', 'before', 'after', 'now', 'today'],
  ...['day of year', 'day of week', 'month of year', 'week of year', 'years and months duration'],
  ...['string', 'string length', 'upper case', 'lower case', 'substring', 'substring before'],
  ...['substring after', 'contains', 'starts with', 'ends with'],
  ...['number', 'decimal', 'floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down'],
  ...['abs', 'modulo', 'sqrt', 'log', 'exp', 'odd', 'even'],
  ...['list contains', 'count', 'min', 'max', 'sum', 'product', 'mean', 'median', 'stddev', 'mode'],
  ...['sublist', 'append', 'concatenate', 'insert before', 'remove', 'reverse', 'index of', 'union'],
  ...['distinct values', 'flatten'],
]);

/** As it is written; one that is itself found out has no name. */
function functionCalled({ firstChild }: Part, expression: string): string {
  return firstChild === null
    ? ''
    : expression.slice(firstChild.from, firstChild.to).trim().replace(/\s+/g, ' ');
}

function countAround(part: Part, name: string): number {
  let count = 0;
  for (let around = part.parent; around !== null; around = around.parent) if (around.name === name) count++;
  return count;
}
