import { expect, test } from 'vitest';
import { aFlow, boundary, end, gateway, start, step } from '#test/support/a-flow.ts';
import { idOf } from '#test/support/ids.ts';
import {
  aCase,
  aWorld,
  caseOf,
  completeAt,
  done,
  someoneFor,
  type World,
  walk,
} from '#test/support/world.ts';
import { trailOf, trailOfToken, travelledOf } from './trail.ts';

const told = (world: World, caseId: string) =>
  world.eventsOf(caseId).map((doc) => ({ doc, isPending: false }));

test('a new case was opened and rests at its first step', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const trail = trailOf(told(world, id));
  expect(trail.map(({ elementId, left }) => [elementId, left?.why ?? 'here'])).toEqual([
    ['S1', 'opened'],
    ['S2', 'here'],
  ]);
});

test('a loop counts attempts and keeps who left, why, and by which outcome', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-no', 'S1b-S2', 'G1-no', 'S1b-S2', 'G1-yes');
  const trail = trailOf(told(world, id));
  expect(trail.filter(({ elementId }) => elementId === 'S2').map(({ attempt }) => attempt)).toEqual([
    1, 2, 3,
  ]);
  expect(trail[1]?.left).toMatchObject({ by: world.people.agent.id, why: 'completed', outcome: 'G1-no' });
  expect(travelledOf(world.eventsOf(id)).get('G1-no' as never)).toBe(2);
});

test('an escalation leaves a step and comes back to the same attempt', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const token = caseOf(world, id).position.tokens[0];
  done(
    world,
    'case.escalate',
    { caseId: id, tokenId: token?.id ?? '', elementId: 'S2', attempt: 1, text: 'Precisa de decisão' },
    { actor: someoneFor(world, id) },
  );
  walk(world, id, 'S11-S12', 'S12-S13', 'S13-E1End');
  const trail = trailOf(told(world, id));
  expect(trail.map(({ elementId }) => elementId)).toEqual(['S1', 'S2', 'S11', 'S12', 'S13', 'S2']);
  expect(trail[1]?.left?.why).toBe('escalated');
  expect(trail.at(-1)).toMatchObject({ attempt: 1, left: null });
});

test('the end of a case is its last stop, and an event without moves leaves none', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-base', 'S4-M3');
  done(world, 'case.note', { caseId: id, text: 'Ligou para agradecer' });
  expect(trailOf(told(world, id)).at(-1)).toMatchObject({ elementId: 'End', left: null });
});

test('where ways run side by side each place is left by whoever left it, and both are told', () => {
  const flow = aFlow(
    [start('S'), gateway('part', 'parallel'), step('a'), step('b'), gateway('join', 'parallel'), step('c')],
    ['S-part', 'part-a', 'part-b', 'a-join', 'b-join', 'join-c'],
  );
  const world = aWorld({ version: flow });
  const { id } = aCase(world);
  expect(trailOf(told(world, id)).map(({ elementId, from, left }) => [elementId, from, left?.why])).toEqual([
    ['S', null, 'opened'],
    ['a', 'S', undefined],
    ['b', 'S', undefined],
  ]);
  completeAt(world, id, 'b', 'b-join');
  const trail = trailOf(told(world, id));
  expect(trail.map(({ elementId, from, left }) => [elementId, from, left?.why])).toEqual([
    ['S', null, 'opened'],
    ['a', 'S', undefined],
    ['b', 'S', 'completed'],
    ['join', 'b', undefined],
  ]);
  completeAt(world, id, 'a', 'a-join');
  expect(trailOf(told(world, id)).at(-1)).toMatchObject({ elementId: 'c', left: null });
});

test('a token came by its own way, and before it parted by that of the one it parted from', () => {
  const flow = aFlow(
    [
      ...[start('S'), step('first'), gateway('part', 'parallel'), step('a'), step('a2'), step('b')],
      ...[boundary('asked', 'a', { kind: 'message', messageId: null }, false), step('answer'), end('done')],
    ],
    ['S-first', 'first-part', 'part-a', 'part-b', 'a-a2', 'asked-answer', 'a2-done', 'b-done', 'answer-done'],
  );
  const world = aWorld({ version: flow });
  const { id } = aCase(world);
  completeAt(world, id, 'first', 'first-part');
  completeAt(world, id, 'a', 'asked-answer');
  completeAt(world, id, 'a', 'a-a2');
  const trail = trailOf(told(world, id));
  const ways = caseOf(world, id).position.tokens.map((token) =>
    trailOfToken(trail, token.id).map(({ elementId }) => elementId),
  );
  expect(ways.toSorted()).toEqual([
    ['S', 'first', 'a', 'a2'],
    ['S', 'first', 'a', 'answer'],
    ['S', 'first', 'b'],
  ]);
});

test('another version of the flow renames where a case is, and it has been there as long as before', () => {
  const first = aFlow([start('S'), step('pack'), end('done')], ['S-pack', 'pack-done']);
  const second = aFlow([start('S'), step('box'), end('done')], ['S-box', 'box-done'], {
    ...{ id: idOf('second'), number: 2 },
  });
  const world = aWorld({ version: first });
  world.put('flow-version', second);
  const { id } = aCase(world);
  const before = trailOf(told(world, id)).at(-1);
  done(
    world,
    'case.migrate',
    { caseId: id, fromVersionId: first.id, toVersionId: second.id, mapping: [{ from: 'pack', to: 'box' }] },
    { actor: world.people.lead },
  );
  expect(trailOf(told(world, id)).at(-1)).toEqual({ ...before, elementId: 'box' });
});

test('where another version opens a join, the case waited there until then and came on from it', () => {
  const flow = (names: readonly string[], parts: object = {}) =>
    aFlow(
      [
        ...[start('S'), gateway('part', 'parallel'), ...names.map((name) => step(name))],
        ...[gateway('join', 'parallel'), step('after'), end('done')],
      ],
      ['S-part', ...names.flatMap((name) => [`part-${name}`, `${name}-join`]), 'join-after', 'after-done'],
      parts,
    );
  const first = flow(['a', 'b', 'c']);
  const second = flow(['a', 'b'], { id: idOf('second'), number: 2 });
  const world = aWorld({ version: first });
  world.put('flow-version', second);
  const { id } = aCase(world);
  completeAt(world, id, 'a', 'a-join');
  completeAt(world, id, 'b', 'b-join');
  done(
    world,
    'case.migrate',
    { caseId: id, fromVersionId: first.id, toVersionId: second.id, mapping: [{ from: 'c', to: 'after' }] },
    { actor: world.people.lead },
  );
  const trail = trailOf(told(world, id));
  expect(trail.slice(3).map(({ elementId, from, left }) => [elementId, from, left?.why])).toEqual([
    ['after', 'S', undefined],
    ['join', 'a', 'migrated'],
    ['join', 'b', 'migrated'],
    ['after', 'join', undefined],
  ]);
  expect(trail.at(-1)?.enteredAt).toBe(trail.at(-2)?.left?.at);
});

test('a reopened case has left its end, and came from there', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-base', 'S4-M3');
  done(world, 'case.reopen', { caseId: id, text: 'Still wrong' });
  const trail = trailOf(told(world, id));
  expect(trail.slice(-2).map(({ elementId, from, left }) => [elementId, from, left?.why])).toEqual([
    ['End', 'S4', 'reopened'],
    ['S2', 'End', undefined],
  ]);
});

test('what this computer did since the last confirmation is marked', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes', 'G2-internal');
  const events = world.eventsOf(id).map((doc, index) => ({ doc, isPending: index === 2 }));
  const trail = trailOf(events);
  expect(trail.map(({ isPending }) => isPending)).toEqual([false, false, false, true]);
  expect(trail.at(-2)?.left?.isPending).toBe(true);
});

test('an event that is not on this computer leaves a gap in the way, and the rest of it is told', () => {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-no', 'S1b-S2');
  const { tokens } = caseOf(world, id).position;
  const args = { caseId: id, tokenId: tokens[0]?.id ?? '', elementId: 'S2', attempt: 2, text: 'Decidir' };
  done(world, 'case.escalate', args, { actor: someoneFor(world, id) });
  walk(world, id, 'S11-S12', 'S12-S13', 'S13-E1End', 'G1-yes');
  const all = told(world, id);
  for (const gone of all) {
    const rest = all.filter((one) => one !== gone);
    const ways = rest.flatMap(({ doc }) => doc.moves.map(({ to }) => to));
    const trail = trailOf(rest);
    expect(trail.length).toBeGreaterThan(0);
    expect(ways).toEqual(expect.arrayContaining(trail.map(({ elementId }) => elementId)));
    if (gone !== all.at(-1)) expect(trail.at(-1)?.elementId).toBe(trailOf(all).at(-1)?.elementId);
  }
});
