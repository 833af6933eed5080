import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aFlow, end, gateway, start, step } from '#test/support/a-flow.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, someoneFor, type World, walk } from '#test/support/world.ts';
import { countBoard, oldestOf, peopleAt, standingKey } from './board-counts.ts';

const rowsOf = (world: World) => world.all('case').map((doc) => ({ doc }));
const open = (world: World, name: string, ...outcomes: readonly string[]) => {
  const { id } = aCase(world, { caseId: idOf(name), subject: name });
  return walk(world, id, ...outcomes);
};

test('cases are counted where their token is; a closed one nowhere', () => {
  const world = aWorld();
  open(world, 'one');
  open(world, 'two');
  open(world, 'asked', 'G1-no');
  open(world, 'closed', 'G1-yes', 'G2-base', 'S4-M3');
  const counts = countBoard(rowsOf(world), world.version);
  expect(counts).toMatchObject({ open: 3, waiting: 1, escalated: 0, unassigned: 3 });
  expect([...counts.byStep].map(([id, { count }]) => [id, count])).toEqual([
    ['S2', 2],
    ['S1b', 1],
  ]);
});

test('an escalated case counts at the owner and among the escalated', () => {
  const world = aWorld();
  const { id, position } = open(world, 'up');
  done(
    world,
    'case.escalate',
    { caseId: id, tokenId: position.tokens[0]?.id ?? '', elementId: 'S2', attempt: 1, text: 'Decida' },
    { actor: someoneFor(world, id) },
  );
  const counts = countBoard(rowsOf(world), world.version);
  expect(counts.escalated).toBe(1);
  expect([...counts.byStep.keys()]).toEqual(['S11']);
});

test('the cases of another flow are not on this board', () => {
  const world = aWorld();
  open(world, 'ours');
  const other = { ...world.version, flowId: idOf('another flow') as typeof world.version.flowId };
  expect(countBoard(rowsOf(world), other).open).toBe(0);
});

test('a case of an older version counts as such, and at its step where the drawing still has it', () => {
  const world = aWorld();
  open(world, 'here');
  open(world, 'gone', 'G1-no');
  const newer = {
    ...world.version,
    id: idOf('newer') as typeof world.version.id,
    elements: world.version.elements.filter(({ id }) => id !== 'S1b'),
  };
  const counts = countBoard(rowsOf(world), newer);
  expect(counts).toMatchObject({ open: 2, older: 2 });
  expect([...counts.byStep.keys()]).toEqual(['S2']);
  expect(countBoard(rowsOf(world), world.version).older).toBe(0);
});

test('what stands at a step is told apart, whether cases took the same way or one stands there twice', () => {
  const sideBySide = aFlow(
    [start(), gateway('part', 'parallel'), step('bill'), step('stock'), gateway('join', 'parallel'), end()],
    ['start-part', 'part-bill', 'part-stock', 'bill-join', 'stock-join', 'join-end'],
  );
  const world = aWorld({ version: sideBySide });
  open(world, 'one');
  const { id: caseId } = open(world, 'two');
  const act = { act: 'add' as const, to: 'stock' };
  done(world, 'case.repair', { caseId, act, text: 'Counted once more' }, { actor: world.people.lead });
  const standing = countBoard(rowsOf(world), world.version).byStep.get('stock' as never)?.standing ?? [];
  expect(standing.map(({ supportCase }) => supportCase.subject)).toEqual(['one', 'two', 'two']);
  // The first two, which took the same way, by the same id.
  expect(new Set(standing.map(({ token }) => token.id)).size).toBe(2);
  expect(new Set(standing.map(standingKey)).size).toBe(3);
});

test('the oldest come first, the rest is a number, and each person has their share', () => {
  const world = aWorld();
  for (const name of ['first', 'second', 'third']) open(world, name);
  const { agent } = world.people;
  done(world, 'case.assign', { caseId: idOf('third'), to: agent.id, before: null });
  const step = countBoard(rowsOf(world), world.version).byStep.get('S2' as never);
  if (step === undefined) throw new Error('nothing counted at S2');
  const { oldest, more } = oldestOf(step, 2);
  expect(oldest.map(({ supportCase }) => supportCase.subject)).toEqual(['first', 'second']);
  expect(more).toBe(1);
  expect(step.oldestSince).toBe(caseOf(world, idOf('first')).position.tokens[0]?.enteredAt);
  expect(peopleAt(step)).toEqual([
    { personId: null, count: 2 },
    { personId: agent.id, count: 1 },
  ]);
});

test('the steps add up to the open cases, in whatever order the rows come', () => {
  const world = aWorld();
  const ways = [[], ['G1-no'], ['G1-yes'], ['G1-yes', 'G2-base'], ['G1-yes', 'G2-base', 'S4-M3']] as const;
  for (let index = 0; index < 25; index++) open(world, `case ${index}`, ...(ways[index % ways.length] ?? []));
  const rows = rowsOf(world);
  const expected = countBoard(rows, world.version);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      const counts = countBoard(shuffled, world.version);
      const total = [...counts.byStep.values()].reduce((sum, { count }) => sum + count, 0);
      expect(total).toBe(counts.open);
      for (const [id, { count, oldestSince }] of expected.byStep)
        expect(counts.byStep.get(id)).toMatchObject({ count, oldestSince });
    }),
  );
});
