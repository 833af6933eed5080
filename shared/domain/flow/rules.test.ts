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
