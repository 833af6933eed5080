import { expect, test } from 'vitest';
import { pendingVer } from '#renderer/data/client.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, end, gateway, start, step, thrown, words } from '#test/support/a-flow.ts';
import { aCase, aWorld, caseOf, done, type World, walk } from '#test/support/world.ts';
import { toldSince } from './given-to-me.ts';

function look(world: World): readonly Row<'case'>[] {
  return world.all('case').map((doc) => ({ id: doc.id, kind: 'case', parent: null, ver: 1, doc }));
}

function told(world: World, before: readonly Row<'case'>[], me: keyof World['people'], ver = 1) {
  const childrenOf = (_: string, parent: string) =>
    world.eventsOf(parent).map((doc) => ({ id: doc.id, kind: 'event', parent, ver, doc }));
  return toldSince(before, look(world), { childrenOf } as never, world.people[me]);
}

function escalate(world: World, caseId: string) {
  const { id, elementId, attempt } = must(caseOf(world, caseId).position.tokens[0], 'a token');
  const args = {
    caseId: caseOf(world, caseId).id,
    tokenId: id,
    elementId,
    attempt,
    text: 'Promised for today',
  };
  done(world, 'case.escalate', args);
}

test('an escalation is told to owners alone, once, and to none of its own author', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const before = look(world);
  escalate(world, id);
  expect(told(world, before, 'owner')).toMatchObject([
    { kind: 'told', messageId: 'M7', text: 'Promised for today', by: world.people.agent.id },
  ]);
  for (const other of ['agent', 'colleague', 'internal', 'lead'] as const)
    expect(told(world, before, other)).toEqual([]);
  expect(told(world, look(world), 'owner')).toEqual([]);
});

test('a case passed to the internal agents is told to them; a new case to nobody', () => {
  const world = aWorld();
  const { id } = aCase(world);
  expect(told(world, [], 'colleague')).toEqual([]);
  const before = look(world);
  walk(world, id, 'G1-yes', 'G2-internal', 'S5-M6');
  expect(told(world, before, 'internal')).toMatchObject([{ messageId: 'M6' }]);
  expect(told(world, before, 'colleague')).toEqual([]);
});

test('what only this computer knows is no news, and a note on a case told already neither', () => {
  const world = aWorld();
  const { id } = aCase(world);
  const before = look(world);
  escalate(world, id);
  expect(told(world, before, 'owner', pendingVer)).toEqual([]);
  const after = look(world);
  done(world, 'case.note', { caseId: id, text: 'Ligou de novo.' });
  expect(told(world, after, 'owner')).toEqual([]);
});

test('what a flow tells leads reaches every lead who sees the case, and nobody else', () => {
  const message = { id: 'm', name: words('m'), to: 'lead', text: words('Look') };
  const version = aFlow(
    [start('S'), step('try'), thrown('tell', { kind: 'message', messageId: 'm' }), step('wait'), end('done')],
    ['S-try', 'try-tell', 'tell-wait', 'wait-done'],
    { messages: [message] },
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  const before = look(world);
  walk(world, id, 'try-tell');
  expect(told(world, before, 'lead')).toMatchObject([{ messageId: 'm' }]);
  for (const other of ['colleague', 'internal', 'owner'] as const)
    expect(told(world, before, other)).toEqual([]);
});

test('where ways run side by side, what any of them tells is news', () => {
  const message = { id: 'm', name: words('m'), to: 'process-owner', text: words('Look') };
  const version = aFlow(
    [
      ...[start('S'), gateway('part', 'parallel'), step('bill'), step('stock')],
      ...[thrown('tell', { kind: 'message', messageId: 'm' }), step('wait'), end('done')],
    ],
    ['S-part', 'part-bill', 'part-stock', 'bill-done', 'stock-tell', 'tell-wait', 'wait-done'],
    { messages: [message] },
  );
  const world = aWorld({ version });
  const { id } = aCase(world);
  const before = look(world);
  const token = must(
    caseOf(world, id).position.tokens.find(({ elementId }) => elementId === 'stock'),
    'it',
  );
  const seen = { caseId: id, tokenId: token.id, elementId: 'stock', attempt: 1 };
  done(world, 'case.completeStep', { ...seen, outcome: 'stock-tell', form: {}, checked: [] });
  expect(told(world, before, 'owner')).toMatchObject([{ messageId: 'm' }]);
});
