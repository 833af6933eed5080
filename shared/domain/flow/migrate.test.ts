import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, boundary, end, gateway, start, step, timer } from '#test/support/a-flow.ts';
import { advance } from './advance.ts';
import type { FlowVersion } from './flow-version.ts';
import { elementIdSchema, transitionIdSchema } from './ids.ts';
import { migrate } from './migrate.ts';
import { nowhere, type Position, tokenIdSchema } from './position.ts';

const at = toInstant(0);
const id = (name: string) => elementIdSchema.parse(name);
const mapping = (...pairs: readonly (readonly [string, string])[]) =>
  new Map(pairs.map(([from, to]) => [id(from), id(to)]));

function begun(version: FlowVersion): Position {
  const result = advance(version, nowhere, { kind: 'start', tokenId: tokenIdSchema.parse('t') }, at);
  return must(result.kind === 'moved' ? result.position : undefined, 'a position');
}

function completed(version: FlowVersion, position: Position, elementId: string, outcome: string): Position {
  const token = must(
    position.tokens.find((one) => one.elementId === elementId),
    elementId,
  );
  const result = advance(
    version,
    position,
    {
      ...{ kind: 'complete', tokenId: token.id, elementId: token.elementId, attempt: token.attempt },
      ...{ outcome: transitionIdSchema.parse(outcome), work: { form: {}, checked: [] } },
    },
    at,
  );
  return must(result.kind === 'moved' ? result.position : undefined, 'a position');
}

const hour = boundary('hour', 'work', timer('PT1H'));
const first = aFlow([start('S'), step('work'), hour, end('done')], ['S-work', 'work-done', 'hour-done']);
const places = (position: Position) => position.tokens.map(({ elementId }) => elementId);

test('a case goes to the step of the same id, in the same pass, and what runs there runs on', () => {
  const second = aFlow(
    [start('S'), step('work'), hour, boundary('day', 'work', timer('P1D')), step('more'), end('done')],
    ['S-work', 'work-more', 'more-done', 'hour-done', 'day-done'],
  );
  const later = toInstant(600_000);
  const result = migrate(first, second, begun(first), new Map(), later);
  const position = must(result.kind === 'moved' ? result.position : undefined, 'a position');
  expect(position.tokens).toMatchObject([{ elementId: 'work', attempt: 1, enteredAt: 0 }]);
  expect(position.timers?.map(({ elementId, dueAt }) => [elementId, dueAt])).toEqual([
    ['hour', 3_600_000],
    ['day', 600_000 + 86_400_000],
  ]);
});

test('a step that is called otherwise is found by the mapping, and without it nothing is moved', () => {
  const second = aFlow([start('S'), step('task'), end('done')], ['S-task', 'task-done']);
  const position = begun(first);
  expect(migrate(first, second, position, new Map(), at)).toEqual({
    kind: 'refused',
    problems: [{ elementId: 'work', reason: 'no-place' }],
  });
  const result = migrate(first, second, position, mapping(['work', 'task']), at);
  expect(result.kind === 'moved' && places(result.position)).toEqual(['task']);
  expect(result.kind === 'moved' && result.position.timers).toBeUndefined();
});

test('one that waits at a join needs the way it came by, and an escalated one the step it goes back to', () => {
  const parallel = (kind: 'parallel', ways: readonly string[]) =>
    aFlow(
      [start('S'), gateway('part', kind), step('a'), step('b'), gateway('join', kind), end('done')],
      ['S-part', 'part-a', 'part-b', ...ways, 'join-done'],
    );
  const before = parallel('parallel', ['a-join', 'b-join']);
  const waiting = completed(before, begun(before), 'a', 'a-join');
  expect(migrate(before, before, waiting, new Map(), at).kind).toBe('moved');
  const after = aFlow(
    [start('S'), gateway('part', 'parallel'), step('b'), gateway('join', 'parallel'), end('done')],
    ['S-part', 'part-b', 'b-join', 'part-join', 'join-done'],
  );
  expect(migrate(before, after, waiting, new Map(), at)).toMatchObject({
    problems: [{ elementId: 'join', reason: 'waits-at-join' }],
  });
  const escalated = begun(first);
  const returnsTo = { elementId: id('gone'), attempt: 1 };
  const up = { ...escalated, tokens: escalated.tokens.map((token) => ({ ...token, returnsTo })) };
  expect(migrate(first, first, up, new Map(), at)).toMatchObject({
    problems: [{ elementId: 'work', reason: 'no-way-back' }],
  });
});

test.each(['hour', 'done', 'S'])('nobody is put where nothing would lead on: %s', (to) => {
  expect(migrate(first, first, begun(first), mapping(['work', to]), at)).toMatchObject({
    problems: [{ reason: 'not-a-place' }],
  });
});
