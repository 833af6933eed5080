import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import {
  aFlow,
  boundary,
  call,
  caught,
  end,
  gateway,
  start,
  step,
  subProcess,
  timer,
} from '#test/support/a-flow.ts';
import { advance, type FlowInput } from './advance.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion } from './flow-version.ts';
import { elementIdSchema, transitionIdSchema } from './ids.ts';
import { type ElementMapping, migrate } from './migrate.ts';
import { applyMove, nowhere, type Position, tokenIdSchema } from './position.ts';

const at = toInstant(0);
const id = (name: string) => elementIdSchema.parse(name);
const mapping = (...pairs: readonly (readonly [string, string])[]) =>
  new Map(pairs.map(([from, to]) => [id(from), id(to)]));

function acted(version: FlowVersion, position: Position, input: FlowInput, when = at): Position {
  const result = advance(version, position, input, when);
  return must(result.kind === 'moved' ? result.position : undefined, 'a position');
}

function begun(version: FlowVersion): Position {
  return acted(version, nowhere, { kind: 'start', tokenId: tokenIdSchema.parse('t') });
}

function completed(version: FlowVersion, position: Position, elementId: string, outcome: string): Position {
  const token = must(
    position.tokens.find((one) => one.elementId === elementId),
    elementId,
  );
  return acted(version, position, {
    ...{ kind: 'complete', tokenId: token.id, elementId: token.elementId, attempt: token.attempt },
    ...{ outcome: transitionIdSchema.parse(outcome), work: { form: {}, checked: [] } },
  });
}

/** Where the case is afterwards; whoever has the moves alone comes to the same place. */
function migrated(
  from: FlowVersion,
  to: FlowVersion,
  position: Position,
  places: ElementMapping = new Map(),
  when = at,
): Position {
  const result = migrate(from, to, position, places, when);
  if (result.kind === 'refused') throw new Error(result.problems.map(({ reason }) => reason).join());
  const folded = result.moves.reduce((before, move) => applyMove(before, move, when), position);
  expect(folded).toEqual(result.position);
  return result.position;
}

const hour = boundary('hour', 'work', timer('PT1H'));
const first = aFlow([start('S'), step('work'), hour, end('done')], ['S-work', 'work-done', 'hour-done']);
const places = (position: Position) => position.tokens.map(({ elementId }) => elementId);
const due = ({ timers = [] }: Position) => timers.map(({ elementId, dueAt }) => [elementId, dueAt]);

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

test('a join that has lost the way it waited for goes on at once', () => {
  const parting = (...names: readonly string[]) =>
    aFlow(
      [
        ...[start('S'), gateway('part', 'parallel'), ...names.map((name) => step(name))],
        ...[gateway('join', 'parallel'), step('after'), end('done')],
      ],
      ['S-part', ...names.flatMap((name) => [`part-${name}`, `${name}-join`]), 'join-after', 'after-done'],
    );
  const before = parting('a', 'b', 'c');
  const one = completed(before, begun(before), 'a', 'a-join');
  const waiting = completed(before, one, 'b', 'b-join');
  expect(places(migrated(before, parting('a', 'b'), waiting, mapping(['c', 'after'])))).toEqual([
    'after',
    'after',
  ]);
});

test('an escalated one goes back to the step as it is called there, and only to a step', () => {
  const escalating = (home: string) =>
    aFlow(
      [
        ...[start('S'), step(home, { canEscalate: true }), end('done')],
        ...[start('up', { trigger: 'escalation' }), step('hear'), end('back', { kind: 'return' })],
      ],
      [`S-${home}`, `${home}-done`, 'up-hear', 'hear-back'],
    );
  const [before, after] = [escalating('work'), escalating('task')];
  const seen = { tokenId: tokenIdSchema.parse('t'), elementId: id('work'), attempt: 1 };
  const escalated = acted(before, begun(before), { kind: 'escalate', ...seen });
  const position = migrated(before, after, escalated, mapping(['work', 'task']));
  expect(position.tokens).toMatchObject([
    { elementId: 'hear', returnsTo: { elementId: 'task', attempt: 1 } },
  ]);
  const back = completed(after, position, 'hear', 'hear-back');
  expect(back.tokens).toMatchObject([{ elementId: 'task', attempt: 1, returnsTo: null }]);
  expect(back.attempts).toMatchObject({ task: 1 });
  expect(migrate(before, after, escalated, mapping(['work', 'done']), at)).toMatchObject({
    problems: [{ elementId: 'hear', reason: 'no-way-back' }],
  });
});

test('a message that came before anybody waited for it is heard where it is waited for now', () => {
  const message = { kind: 'message', messageId: null };
  const hearing = aFlow(
    [start('S'), caught('listen', message), step('more'), end('done')],
    ['S-listen', 'listen-more', 'more-done'],
  );
  const early = { ...begun(first), inbox: [id('hear')] };
  const kept = migrated(first, hearing, early, mapping(['work', 'more'], ['hear', 'listen']));
  expect(kept.inbox).toEqual(['listen']);
  const heard = migrated(first, hearing, early, mapping(['work', 'listen'], ['hear', 'listen']));
  expect(places(heard)).toEqual(['more']);
  expect(heard.inbox).toBeUndefined();
});

test('a timer that has happened does not begin again, and one that is called otherwise keeps its time', () => {
  const timed = (work: string, late: string) =>
    aFlow(
      [
        ...[start('S'), step(work), end('done')],
        ...[boundary(late, work, timer('PT1H')), boundary('remind', work, timer('PT15M'), false)],
      ],
      [`S-${work}`, `${work}-done`, `${late}-done`, 'remind-done'],
    );
  const before = timed('work', 'hour');
  const [dueAt, later] = [toInstant(900_000), toInstant(960_000)];
  const reminder = { tokenId: tokenIdSchema.parse('t'), elementId: id('remind'), dueAt };
  const reminded = acted(before, begun(before), { kind: 'time', ...reminder }, later);
  expect(due(migrated(before, before, reminded, new Map(), later))).toEqual([['hour', 3_600_000]]);
  const renamed = mapping(['work', 'task'], ['hour', 'late']);
  expect(due(migrated(before, timed('task', 'late'), reminded, renamed, later))).toEqual([
    ['late', 3_600_000],
  ]);
});

test('the timers of the flow itself are those of its version', () => {
  const guarded = aFlow(
    [
      ...[start('S'), step('work'), end('done'), subProcess('guard', { isEvent: true })],
      start('tooLong', {
        ...{ within: 'guard', trigger: 'timer' },
        timer: { kind: 'duration', value: 'PT2H' },
      }),
      step('look', { within: 'guard' }),
    ],
    ['S-work', 'work-done', 'tooLong-look'],
  );
  const plain = aFlow([start('S'), step('work'), end('done')], ['S-work', 'work-done']);
  const later = toInstant(600_000);
  expect(due(begun(guarded))).toEqual([['tooLong', 7_200_000]]);
  expect(due(migrated(guarded, plain, begun(guarded), new Map(), later))).toEqual([]);
  expect(due(migrated(guarded, guarded, begun(guarded), new Map(), later))).toEqual([['tooLong', 7_200_000]]);
  expect(due(migrated(plain, guarded, begun(plain), new Map(), later))).toEqual([['tooLong', 7_800_000]]);
});

test('one that had stopped tries again, and where it cannot go on says why it stops now', () => {
  const ruled = (condition: string) =>
    aFlow(
      [start('S'), gateway('G', 'exclusive'), step('work'), end('done')],
      ['S-G', `G-work if ${condition}`, 'work-done'],
    );
  const stopped = begun(ruled('false'));
  expect(stopped.tokens).toMatchObject([{ elementId: 'G', fault: 'no-path' }]);
  expect(migrated(ruled('false'), ruled('true'), stopped).tokens).toMatchObject([{ elementId: 'work' }]);
  expect(migrated(ruled('false'), ruled('unknown +'), stopped).tokens).toMatchObject([
    { fault: 'rule-failed' },
  ]);
});

test('a call that had nothing to run begins what the other version has', () => {
  const calling = (...parts: readonly FlowElement[]) =>
    aFlow(
      [start('S'), call('C', 'other'), end('done'), ...parts],
      ['S-C', 'C-done', ...(parts.length > 0 ? ['in-deep', 'deep-out'] : [])],
    );
  const within = { within: 'other' };
  const there = calling(...[start('in', within), step('deep', within), end('out', { kind: 'none' }, within)]);
  const stopped = begun(calling());
  expect(stopped.tokens).toMatchObject([{ elementId: 'C', fault: 'nothing-to-run' }]);
  const now = migrated(calling(), there, stopped);
  expect(places(now)).toEqual(['C', 'deep']);
  // What has begun does not begin again.
  expect(places(migrated(there, there, now))).toEqual(['C', 'deep']);
});
