import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import {
  aFlow,
  boundary,
  caught,
  end,
  gateway,
  start,
  step,
  subProcess,
  timer,
  words,
} from '#test/support/a-flow.ts';
import { advance } from './advance.ts';
import type { FlowVersion } from './flow-version.ts';
import { elementIdSchema } from './ids.ts';
import { planMigration } from './plan-migration.ts';
import { nowhere, tokenIdSchema } from './position.ts';

const at = toInstant(0);
const id = (name: string) => elementIdSchema.parse(name);

/** A case that has just begun. */
function begun(version: FlowVersion) {
  const result = advance(version, nowhere, { kind: 'start', tokenId: tokenIdSchema.parse('t') }, at);
  return { position: must(result.kind === 'moved' ? result.position : undefined, 'a position') };
}

const first = aFlow([start('S'), step('work'), end('done')], ['S-work', 'work-done']);
const renamed = aFlow([start('S'), step('task'), step('other'), end('done')], ['S-task', 'task-done']);

test('a place is led to the element of its id, and all cases fit', () => {
  const cases = [begun(first), begun(first)];
  const plan = planMigration(first, first, cases, new Map(), at);
  expect(plan.places).toMatchObject([{ element: { id: 'work' }, caseCount: 2, target: 'work' }]);
  expect(plan.mapping.size).toBe(0);
  expect(plan.fitting).toEqual(cases);
});

test('else to the one of the same name, if there is one alone', () => {
  const named = aFlow([start('S'), step('task', { name: words('work') }), end('done')], ['S-task']);
  expect(planMigration(first, named, [begun(first)], new Map(), at)).toMatchObject({
    places: [{ target: 'task' }],
    mapping: new Map([['work', 'task']]),
    blocked: [],
  });
});

test('else nobody is taken over until somebody says where to', () => {
  const one = begun(first);
  const asked = planMigration(first, renamed, [one], new Map(), at);
  expect(asked.places).toMatchObject([{ target: null, options: [{ id: 'task' }, { id: 'other' }] }]);
  expect(asked.blocked).toEqual([{ running: one, problems: [{ elementId: 'work', reason: 'no-place' }] }]);
  const said = planMigration(first, renamed, [one], new Map([[id('work'), id('other')]]), at);
  expect(said).toMatchObject({ fitting: [one], blocked: [] });
});

test('what is inside a sub-process goes where that goes', () => {
  const inside = (around: string, within: string) =>
    aFlow(
      [start('S'), subProcess(around), start('in', { within }), step('deep', { within }), end('done')],
      [`S-${around}`, 'in-deep', `${around}-done`],
    );
  const before = inside('P', 'P');
  const cases = [begun(before)];
  const asked = planMigration(before, inside('Q', 'Q'), cases, new Map(), at);
  expect(asked.places.map(({ element, target }) => [element.id, target])).toEqual([
    ['P', null],
    ['deep', null],
  ]);
  const said = planMigration(before, inside('Q', 'Q'), cases, new Map([[id('P'), id('Q')]]), at);
  expect(said.places.map(({ target }) => target)).toEqual(['Q', 'deep']);
  expect(said.fitting).toEqual(cases);
});

test('an event at the edge of a step goes with it by its name', () => {
  const timed = (work: string, edge: string) =>
    aFlow(
      [
        ...[start('S'), step(work, { name: words('work') })],
        boundary(edge, work, timer('PT1H'), true, { name: words('too late') }),
      ],
      [`S-${work}`],
    );
  const plan = planMigration(timed('a', 'b'), timed('c', 'd'), [begun(timed('a', 'b'))], new Map(), at);
  expect(plan.mapping).toEqual(
    new Map([
      ['a', 'c'],
      ['b', 'd'],
    ]),
  );
});

test('the step an escalated case goes back to is a place too', () => {
  const { position } = begun(renamed);
  const returnsTo = { elementId: id('other'), attempt: 1 };
  const tokens = position.tokens.map((token) => ({ ...token, returnsTo }));
  const plan = planMigration(renamed, renamed, [{ position: { ...position, tokens } }], new Map(), at);
  expect(plan.places.map(({ element }) => element.id)).toEqual(['task', 'other']);
});

test('what waits for a message or a clock where nobody stands goes on by its name', () => {
  const message = { kind: 'message', messageId: null };
  const later = (answer: string, guard: string, tooLong: string) =>
    aFlow(
      [
        ...[start('S'), step('work'), caught(answer, message, { name: words('answer') }), end('done')],
        subProcess(guard, { isEvent: true, name: words('guard') }),
        start(tooLong, {
          ...{ within: guard, trigger: 'timer', name: words('too long') },
          timer: { kind: 'duration', value: 'PT2H' },
        }),
        step(`${guard}look`, { within: guard }),
      ],
      ['S-work', `work-${answer}`, `${answer}-done`, `${tooLong}-${guard}look`],
    );
  const [before, after] = [later('a1', 'g1', 't1'), later('a2', 'g2', 't2')];
  const plan = planMigration(before, after, [begun(before)], new Map(), at);
  expect(plan.places).toHaveLength(1);
  expect(plan.mapping).toEqual(
    new Map([
      ['a1', 'a2'],
      ['g1', 'g2'],
      ['t1', 't2'],
    ]),
  );
});

test('those that would end at once, and those that would stop, are counted', () => {
  const asked = (decidedBy: 'person' | 'rule', parts: readonly string[]) =>
    aFlow([start('S'), gateway('G', 'exclusive', decidedBy), step('work'), end('done')], ['S-G', ...parts]);
  const before = asked('person', ['G-work', 'G-done']);
  const after = asked('rule', ['G-work if kind = "open"', 'G-done if kind = "closed"']);
  const cases = ['open', 'closed', 'else'].map((kind) => ({ ...begun(before), kind }));
  const plan = planMigration(before, after, cases, new Map(), at, ({ kind }) => ({ kind }));
  expect(plan).toMatchObject({ fitting: cases, ending: 1, stopping: 1 });
});
