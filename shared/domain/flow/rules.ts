/**
 * What a flow decides by itself: FEEL expressions and decision tables (DMN 1.5)
 * over the answers of a case. The same answers at the same moment decide the
 * same everywhere.
 *
 * An expression that could run for ever is one that cannot be read.
 */
import { date, dateAndTime, evaluate, parseExpression, parseUnaryTests, unaryTest } from 'feelin';
import type { Instant } from '#shared/lib/instant.ts';
import { own } from '#shared/lib/own.ts';
import { isBounded } from './bounded-feel.ts';
import type { DecisionTable } from './decision-table.ts';
import type { Transition } from './flow-version.ts';

export type Fact = string | number | boolean | null;
/** What is known of a case, by the names expressions use. */
export type Facts = Readonly<Record<string, Fact>>;

/** `read` are the facts it was decided by. */
export type Decided<T> =
  | { readonly kind: 'decided'; readonly value: T; readonly read: Facts }
  | { readonly kind: 'failed' };

/** The ways whose conditions hold, in their order; where none does the default alone, if there is one. */
export function decideWays(
  ways: readonly Transition[],
  facts: Facts,
  at: Instant,
  take: 'first' | 'all',
): Decided<readonly Transition[]> {
  const fitting: Transition[] = [];
  let read: Facts = {};
  for (const way of ways) {
    if (way.isDefault === true) continue;
    if (way.condition === undefined) {
      fitting.push(way);
      continue;
    }
    const holds = judge(way.condition, facts, at);
    if (holds.kind === 'failed') return holds;
    read = { ...read, ...holds.read };
    if (holds.value) fitting.push(way);
    if (take === 'first' && fitting.length > 0) break;
  }
  const value = fitting.length > 0 ? fitting : ways.filter((way) => way.isDefault === true);
  return { kind: 'decided', value: take === 'first' ? value.slice(0, 1) : value, read };
}

/** What a table says: an answer for each of its outputs; null where no row fits, whatever was found before. */
export function decideByTable(table: DecisionTable, facts: Facts, at: Instant): Decided<Facts> {
  let read: Facts = {};
  const given: unknown[] = [];
  for (const input of table.inputs) {
    const value = answer(input.expression, facts, at);
    if (value.kind === 'failed') return value;
    given.push(value.value);
    read = { ...read, ...value.read };
  }
  const fitting: DecisionTable['rules'][number][] = [];
  for (const rule of table.rules) {
    const fits = table.inputs.map((_, index) => passes(rule.when[index] ?? '-', given[index], facts, at));
    if (fits.includes(undefined)) return { kind: 'failed' };
    if (fits.every((fit) => fit === true)) fitting.push(rule);
  }
  if (table.hitPolicy === 'unique' && fitting.length > 1) return { kind: 'failed' };
  const found: Record<string, Fact> = {};
  for (const [index, output] of table.outputs.entries()) {
    const expression = fitting[0]?.gives[index];
    if (expression === undefined) {
      found[output.id] = null;
      continue;
    }
    const value = answer(expression, facts, at);
    if (value.kind === 'failed' || !isFact(value.value)) return { kind: 'failed' };
    found[output.id] = value.value;
    read = { ...read, ...value.read };
  }
  return { kind: 'decided', value: found, read };
}

/** Whether a condition holds. What is not known makes it false, as FEEL says; what is no yes or no fails. */
export function judge(expression: string, facts: Facts, at: Instant): Decided<boolean> {
  const decided = answer(expression, facts, at);
  if (decided.kind === 'failed') return decided;
  const { value, read } = decided;
  return value === null || typeof value === 'boolean'
    ? { kind: 'decided', value: value === true, read }
    : { kind: 'failed' };
}

/** The value of an expression. */
export function answer(expression: string, facts: Facts, at: Instant): Decided<unknown> {
  const read = factsIn(expression, facts);
  const value = remembered(`= ${expression}`, read, at, () => {
    const known = { ...read, ...clock(at) };
    return canRun(parseExpression, expression, known) ? evaluate(expression, known).value : failed;
  });
  return value === failed ? { kind: 'failed' } : { kind: 'decided', value, read };
}

/** Undefined where the test cannot be read. */
function passes(test: string, value: unknown, facts: Facts, at: Instant): boolean | undefined {
  if (test.trim() === '-') return true;
  if (!isFact(value)) return undefined;
  const read = { ...factsIn(test, facts), '?': value };
  const result = remembered(`? ${test}`, read, at, () => {
    const known = { ...read, ...clock(at) };
    return canRun(parseUnaryTests, test, known) ? unaryTest(test, known).value : failed;
  });
  return result === failed ? undefined : result === true;
}

/** FEEL asks a clock; here it is the moment of what happens. */
function clock(at: Instant) {
  const moment = new Date(at).toISOString();
  return { now: () => dateAndTime(moment), today: () => date(moment.slice(0, 10)) };
}

const failed = Symbol('failed');

/** How an expression reads depends on the names that are known, and on nothing else of them. */
function canRun(
  parse: typeof parseExpression,
  expression: string,
  known: Readonly<Record<string, unknown>>,
): boolean {
  const key = `${parse === parseUnaryTests ? '?' : '='} ${Object.keys(known).join(' ')}\n${expression}`;
  const found = runnable.get(key);
  if (found !== undefined) return found;
  if (runnable.size >= mostRemembered) runnable.clear();
  const can = isBounded(parse(expression, known, undefined), expression);
  runnable.set(key, can);
  return can;
}

/** An expression is read anew each time it is evaluated, which takes longer than everything else a token does. */
const mostRemembered = 2_000;
const runnable = new Map<string, boolean>();
const memory = new Map<string, unknown>();

function remembered(expression: string, known: Facts, at: Instant, evaluateIt: () => unknown): unknown {
  const moment = readNames(expression).asksClock ? at : '';
  const key = `${moment}\n${expression}\n${JSON.stringify(known)}`;
  if (memory.has(key)) return memory.get(key);
  if (memory.size >= mostRemembered) memory.clear();
  const value = attempt(evaluateIt);
  memory.set(key, value);
  return value;
}

function attempt(evaluateIt: () => unknown): unknown {
  try {
    return evaluateIt();
  } catch {
    return failed;
  }
}

/** The facts an expression names. */
function factsIn(expression: string, facts: Facts): Facts {
  const read: Record<string, Fact> = {};
  for (const name of readNames(expression).names) {
    const fact = own(facts, name);
    if (fact !== undefined) read[name] = fact;
  }
  return read;
}

/** What an expression may name, be it a fact or not, and whether it asks what time it is. */
type Named = { readonly names: readonly string[]; readonly asksClock: boolean };

const namedBy = new Map<string, Named>();

function readNames(expression: string): Named {
  const before = namedBy.get(expression);
  if (before !== undefined) return before;
  if (namedBy.size >= mostRemembered) namedBy.clear();
  const named = {
    names: expression.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [],
    asksClock: /\b(now|today)\s*\(/.test(expression),
  };
  namedBy.set(expression, named);
  return named;
}

function isFact(value: unknown): value is Fact {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
