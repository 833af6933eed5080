/** What a flow decides by itself, and that the same answers decide the same. */
import { describe, expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { aFlow, automatic, end, gateway, start, step, words } from '#test/support/a-flow.ts';
import { play } from '#test/support/play.ts';
import { type DecisionTable, decisionTableSchema } from './decision-table.ts';
import { answer, decideByTable, judge } from './rules.ts';

const at = toInstant(Date.UTC(2026, 2, 9, 14, 30));

describe('conditions', () => {
  test.each([
    ['debt > 100 and person = "natural"', { debt: 101, person: 'natural' }, true],
    ['debt > 100 and person = "natural"', { debt: 99, person: 'natural' }, false],
    ['category in ("access", "error")', { category: 'error' }, true],
    ['urgent', { urgent: true }, true],
    ['not(urgent)', { urgent: false }, true],
    ['missing = "x"', {}, false],
    ['missing', {}, false],
  ] as const)('%s with %j', (expression, facts, holds) => {
    expect(judge(expression, facts, at)).toMatchObject({ kind: 'decided', value: holds });
  });

  test.each(['debt >', '"yes"', '1 +', ''])('%s is no yes or no', (expression) => {
    expect(judge(expression, { debt: 1 }, at)).toEqual({ kind: 'failed' });
  });

  test('the facts they went by are told, and no others', () => {
    const decided = judge('debt > 100', { debt: 101, name: 'Ana' }, at);
    expect(decided).toMatchObject({ read: { debt: 101 } });
    expect(Object.keys(decided.kind === 'decided' ? decided.read : {})).toEqual(['debt']);
  });

  test('the clock they ask is the moment of what happens', () => {
    const nine = 'time(now()) < time("09:00:00Z")';
    expect(judge(nine, {}, toInstant(Date.UTC(2026, 2, 9, 8)))).toMatchObject({ value: true });
    expect(judge(nine, {}, at)).toMatchObject({ value: false });
    expect(answer('string(today())', {}, at)).toMatchObject({ value: '2026-03-09' });
  });

  test('names of the language itself are no answers', () => {
    expect(judge('constructor = null', {}, at)).toMatchObject({ value: true });
    expect(judge('__proto__ = null', {}, at)).toMatchObject({ value: true });
  });
});

describe('an expression that could run for ever cannot be read', () => {
  const name = 'Ana Reis';

  test.each([
    ['a loop', 'count(for i in 1..3 return i) = 3'],
    ['one in something that is not asked', 'if name = "x" then count(for i in 1..3 return i) = 3 else true'],
    ['some of many', 'some x in [1, 2] satisfies x = 1'],
    ['every one of many', 'every x in [1, 2] satisfies x > 0'],
    ['a filter, which may hold others', 'count([1, 2][item > 1]) = 1'],
    ['a range that is no test', 'count([1..3]) = 1'],
    ['a pattern', 'matches(name, "^(A+)+")'],
    ['a pattern that is replaced', 'replace(name, "A", "E") = "Ena Reis"'],
    ['a pattern that parts', 'count(split(name, " ")) = 2'],
    ['a pattern by another name', '{ like: matches, is: like(name, "^A") }.is'],
    ['a pattern by no name', '(matches)(name, "^A")'],
    ['a function of its own', '(function(x) x)(true)'],
    ['text that doubles again and again', '{ a: "x", b: a + a, c: b + b }.c = "xxxx"'],
    ['text that is repeated', 'string join(["a", "b"], "-") = "a-b"'],
    ['text about text about text', `string length(${'string(['.repeat(6)}"x"${'])'.repeat(6)}) > 1`],
  ])('%s', (_, expression) => {
    expect(judge(expression, { name }, at)).toEqual({ kind: 'failed' });
  });

  test.each([
    'amount in [1..10]',
    'amount in (2, [3..10])',
    'not(amount in [1..2])',
    'amount between 1 and 3',
    'list contains(["Ana Reis", "Rui"], name)',
    'count([1, 2]) = 2',
    'starts with(lower case(substring before(name, " ")), "ana")',
    'string  length(name) > 7',
    'round half up(amount / 2, 0) = 2',
    'if name = "x" then amount > 100 else amount > 1',
    'day of week(today()) = "Monday"',
    'today() = @"2026-03-09"',
    'years and months duration(date("2024-01-01"), today()) > duration("P2Y")',
    'abs(-amount) = 3',
    'name instance of string',
  ])('what compares and reckons can: %s', (expression) => {
    expect(judge(expression, { name, amount: 3 }, at)).toMatchObject({ kind: 'decided', value: true });
  });

  test('nor can one that calls what nobody knows', () => {
    expect(judge('something(name) = null', { name }, at)).toEqual({ kind: 'failed' });
  });

  test('a field may be called like what cannot be called', () => {
    expect(judge('replace = true', { replace: true }, at)).toMatchObject({ value: true });
  });
});

describe('decision tables', () => {
  const contacts = (
    hitPolicy: 'first' | 'unique',
    rules: readonly (readonly [string, string])[],
  ): DecisionTable =>
    decisionTableSchema.parse({
      id: 'contact',
      name: words('Finance contact'),
      hitPolicy,
      inputs: [{ expression: 'person', label: words('Person') }],
      outputs: [{ id: 'contact', label: words('Contact') }],
      rules: rules.map(([when, gives]) => ({ when: [when], gives: [gives] })),
    });

  test('the first row that fits answers', () => {
    const table = contacts('first', [
      ['"natural"', '"A"'],
      ['-', '"B"'],
    ]);
    expect(decideByTable(table, { person: 'natural' }, at)).toMatchObject({ value: { contact: 'A' } });
    expect(decideByTable(table, { person: 'legal' }, at)).toMatchObject({ value: { contact: 'B' } });
    expect(decideByTable(table, {}, at)).toMatchObject({ value: { contact: 'B' } });
  });

  test('where one row alone may fit, two are a fault', () => {
    const table = contacts('unique', [
      ['"natural", "legal"', '"A"'],
      ['"legal"', '"B"'],
    ]);
    expect(decideByTable(table, { person: 'natural' }, at)).toMatchObject({ value: { contact: 'A' } });
    expect(decideByTable(table, { person: 'legal' }, at)).toEqual({ kind: 'failed' });
  });

  test('a row that could run for ever cannot be read, whether it tests or answers', () => {
    const many = 'for i in 1..3 return "legal"';
    const tests = contacts('first', [[`[${many}]`, '"A"']]);
    const answers = contacts('first', [['-', `count(${many})`]]);
    for (const table of [tests, answers])
      expect(decideByTable(table, { person: 'legal' }, at)).toEqual({ kind: 'failed' });
  });

  test.each([
    ['[1..10]', 3],
    ['not([5..10])', 3],
    ['< 2, > 2', 3],
    ['"natural", "legal"', 'legal'],
  ])('what is looked for may be a range or a list: %s', (test, person) => {
    expect(decideByTable(contacts('first', [[test, '"A"']]), { person }, at)).toMatchObject({
      value: { contact: 'A' },
    });
  });

  test('where no row fits the answer is null, and what was found before counts no more', () => {
    const table = contacts('first', [['"natural"', '"A"']]);
    expect(decideByTable(table, { person: 'x', contact: 'A' }, at)).toMatchObject({
      value: { contact: null },
    });
  });

  test('what a table finds out is known to the decision after it, and stays on the case', () => {
    const flow = aFlow(
      [
        start(),
        automatic('look', { task: 'rule', decisionId: 'contact' }),
        gateway('G', 'exclusive'),
        step('A'),
        step('B'),
        end(),
      ],
      ['start-look', 'look-G', 'G-A if contact = "A"', 'G-B else', 'A-end', 'B-end'],
      { decisions: [contacts('first', [['"natural"', '"A"']])] },
    );
    const played = play(flow, { person: 'natural' });
    expect(played.at()).toEqual(['A']);
    expect(played.known()).toMatchObject({ contact: 'A' });
    expect(play(flow, { person: 'legal' }).at()).toEqual(['B']);
  });

  test('a table that fails stops the case in sight', () => {
    const flow = aFlow(
      [start(), automatic('look', { task: 'rule', decisionId: 'contact' }), end()],
      ['start-look', 'look-end'],
      { decisions: [contacts('first', [['-', '1 +']])] },
    );
    expect(play(flow).faults()).toEqual(['rule-failed']);
  });
});
