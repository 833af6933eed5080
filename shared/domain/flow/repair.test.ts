/** Putting a case right by hand. */
import { describe, expect, test } from 'vitest';
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
import { play } from '#test/support/play.ts';
import { elementIdSchema, transitionIdSchema } from './ids.ts';
import { tokenIdSchema } from './position.ts';
import { actOn, chosenAct, placesFor, type RepairKind, repairChoices, waysPast } from './repair.ts';

const flow = aFlow(
  [
    start(),
    step('A', { form: [] }),
    gateway('split', 'parallel'),
    step('B'),
    step('C'),
    gateway('join', 'parallel'),
    subProcess('sub'),
    start('s', { within: 'sub' }),
    step('X', { within: 'sub' }),
    step('Y', { within: 'sub' }),
    boundary('late', 'A', timer('PT1H')),
    end(),
  ],
  [
    'start-A',
    'A-split',
    'split-B',
    'split-C',
    'B-join',
    'C-join',
    'join-sub',
    'sub-end',
    's-X',
    'X-Y',
    'late-end',
  ],
);
const to = (id: string) => elementIdSchema.parse(id);
const by = (id: string) => transitionIdSchema.parse(id);

test('a token is moved anywhere on its own level, and its timers are left behind', () => {
  const played = play(flow);
  expect(played.position().timers).toHaveLength(1);
  played.act({ kind: 'repair', act: 'move', ...played.place('A'), to: to('C') });
  expect(played.at()).toEqual(['C']);
  expect(played.position().timers).toBeUndefined();
});

test('it is moved neither into a sub-process from outside nor out of one from inside, nor onto an edge', () => {
  const played = play(flow);
  for (const id of ['X', 'late', 'nowhere'])
    expect(played.ask({ kind: 'repair', act: 'move', ...played.place('A'), to: to(id) })).toMatchObject({
      reason: 'element-unknown',
    });
  played.act({ kind: 'repair', act: 'move', ...played.place('A'), to: to('sub') });
  expect(played.at()).toEqual(['X', 'sub']);
  expect(played.ask({ kind: 'repair', act: 'move', ...played.place('X'), to: to('A') })).toMatchObject({
    reason: 'element-unknown',
  });
  played.act({ kind: 'repair', act: 'move', ...played.place('X'), to: to('Y') });
  expect(played.at()).toEqual(['Y', 'sub']);
});

test('a token moved away from a sub-process takes what was inside with it', () => {
  const played = play(flow);
  played.act({ kind: 'repair', act: 'move', ...played.place('A'), to: to('sub') });
  played.act({ kind: 'repair', act: 'move', ...played.place('sub'), to: to('B') });
  expect(played.at()).toEqual(['B']);
});

describe('a step is', () => {
  test('skipped without its work, by the way out that is said', () => {
    const played = play(flow);
    played.act({ kind: 'repair', act: 'skip', ...played.place('A'), outcome: by('A-split') });
    expect(played.at()).toEqual(['B', 'C']);
    expect(
      played.ask({ kind: 'repair', act: 'skip', ...played.place('B'), outcome: by('A-split') }),
    ).toMatchObject({ reason: 'outcome-unknown' });
  });

  test('skipped by all its ways where nobody would choose between them', () => {
    const split = aFlow(
      [start(), step('A'), step('B'), step('C'), gateway('join', 'parallel'), step('D')],
      ['start-A', 'A-B', 'A-C', 'B-join', 'C-join', 'join-D'],
    );
    const played = play(split);
    played.act({ kind: 'repair', act: 'skip', ...played.place('A'), outcome: by('A-B') });
    expect(played.at()).toEqual(['B', 'C']);
    played.complete('B');
    played.complete('C');
    expect(played.at()).toEqual(['D']);
  });

  test('skipped by the path of a decision, which is passed', () => {
    const decided = aFlow(
      [start(), step('A'), gateway('G', 'exclusive', 'person'), step('B'), step('C')],
      ['start-A', 'A-G', 'G-B', 'G-C'],
    );
    const played = play(decided);
    played.act({ kind: 'repair', act: 'skip', ...played.place('A'), outcome: by('G-C') });
    expect(played.at()).toEqual(['C']);
    expect(played.position().attempts).toMatchObject({ G: 1 });
    expect(played.moves().at(-1)?.why).toBe('repaired');
  });

  test('left as it is by what happens beside it', () => {
    const message = { kind: 'message', messageId: null };
    const beside = aFlow(
      [start(), step('A'), boundary('asked', 'A', message, false), step('B')],
      ['start-A', 'asked-B'],
    );
    const played = play(beside);
    played.act({ kind: 'repair', act: 'skip', ...played.place('A'), outcome: by('asked-B') });
    expect(played.at()).toEqual(['A', 'B']);
  });

  test('begun again, as the next attempt', () => {
    const played = play(flow);
    played.act({ kind: 'repair', act: 'repeat', ...played.place('A') });
    expect(played.place('A').attempt).toBe(2);
  });
});

test('an event that is waited for is taken as having happened', () => {
  const waiting = aFlow(
    [start(), gateway('G', 'event'), caught('silent', timer('P3D')), caught('long', timer('P9D')), step('B')],
    ['start-G', 'G-silent', 'G-long', 'silent-B', 'long-B'],
  );
  const played = play(waiting);
  expect(waysPast(waiting, to('G')).map(({ id }) => id)).toEqual(['G-silent', 'G-long']);
  played.act({ kind: 'repair', act: 'skip', ...played.place('G'), outcome: by('G-silent') });
  expect(played.at()).toEqual(['B']);
});

test('past a rule goes the way that is said, whatever it would decide', () => {
  const ruled = aFlow(
    [start(), gateway('G', 'exclusive'), step('A'), step('B')],
    ['start-G', 'G-A if debt > 100', 'G-B if debt > 50'],
  );
  const played = play(ruled, { debt: 1 });
  expect(waysPast(ruled, to('G')).map(({ id }) => id)).toEqual(['G-A', 'G-B']);
  expect(played.ask({ kind: 'repair', act: 'skip', ...played.place('G'), outcome: null })).toMatchObject({
    reason: 'outcome-unknown',
  });
  played.act({ kind: 'repair', act: 'skip', ...played.place('G'), outcome: by('G-B') });
  expect(played.at()).toEqual(['B']);
});

test('a token that was forgotten at a join is added, and the join goes on', () => {
  const played = play(flow);
  played.complete('A');
  played.complete('B');
  played.act({ kind: 'repair', act: 'cancel', ...played.place('C') });
  expect(played.at()).toEqual(['join']);
  played.act({ kind: 'repair', act: 'add', tokenId: tokenIdSchema.parse('mine'), to: to('C') });
  played.complete('C');
  expect(played.at()).toEqual(['X', 'sub']);
});

test('an escalated token is escalated no more once it is put elsewhere, and can be escalated again', () => {
  const escalating = aFlow(
    [
      start(),
      step('A', { canEscalate: true }),
      step('B', { canEscalate: true }),
      end(),
      start('up', { trigger: 'escalation' }),
      step('hear'),
      step('decide'),
      end('back', { kind: 'return' }),
    ],
    ['start-A', 'A-B', 'B-end', 'up-hear', 'hear-decide', 'decide-back'],
  );
  const played = play(escalating);
  const token = () => played.position().tokens[0];
  played.act({ kind: 'escalate', ...played.place('A') });
  played.act({ kind: 'repair', act: 'move', ...played.place('hear'), to: to('decide') });
  expect(token()).toMatchObject({ elementId: 'decide', returnsTo: { elementId: 'A', attempt: 1 } });
  played.act({ kind: 'repair', act: 'move', ...played.place('decide'), to: to('B') });
  expect(token()).toMatchObject({ elementId: 'B', returnsTo: null });
  played.act({ kind: 'escalate', ...played.place('B') });
  expect(token()?.returnsTo).toEqual({ elementId: 'B', attempt: 1 });
});

describe('one that was escalated inside a sub-process', () => {
  const inner = { within: 'sub' };
  const escalating = aFlow(
    [
      start(),
      subProcess('sub'),
      start('s', inner),
      step('X', { ...inner, canEscalate: true }),
      step('Y', inner),
      step('A'),
      start('up', { trigger: 'escalation' }),
      step('hear'),
      step('decide'),
      end('back', { kind: 'return' }),
    ],
    ['start-sub', 's-X', 'X-Y', 'sub-A', 'up-hear', 'hear-decide', 'decide-back'],
  );

  test('is put back in there, and nowhere else', () => {
    const played = play(escalating);
    played.act({ kind: 'escalate', ...played.place('X') });
    expect(played.ask({ kind: 'repair', act: 'move', ...played.place('hear'), to: to('A') })).toMatchObject({
      reason: 'element-unknown',
    });
    played.act({ kind: 'repair', act: 'move', ...played.place('hear'), to: to('Y') });
    played.complete('Y');
    expect(played.at()).toEqual(['A']);
  });

  test('is offered the places it can be put at, and no others', () => {
    const played = play(escalating);
    played.act({ kind: 'escalate', ...played.place('X') });
    const token = played.tokenAt('hear');
    const offered = placesFor(escalating, token).map(({ id }) => id);
    expect(offered).toEqual(['X', 'Y', 'hear', 'decide', 'back']);
    const taken = ['sub', 'X', 'Y', 'A', 'hear', 'decide', 'back'].filter(
      (id) =>
        played.ask({ kind: 'repair', act: 'move', ...played.place('hear'), to: to(id) }).kind !== 'refused',
    );
    expect(taken).toEqual(offered);
  });
});

test('nothing is done before what it needs is chosen, and only what is offered', () => {
  const token = play(flow).tokenAt('A');
  const ofA = (act: RepairKind, choice: string | null) => chosenAct(flow, token, act, choice);
  for (const act of ['move', 'add', 'skip'] as const) {
    expect(ofA(act, null)).toBeNull();
    expect(ofA(act, 'X')).toBeNull();
    for (const { id } of repairChoices(flow, token, act)) expect(ofA(act, id)).toMatchObject({ act });
  }
  expect(repairChoices(flow, token, 'repeat')).toEqual([]);
  expect(ofA('repeat', null)).toEqual({ act: 'repeat' });
});

test('where nothing leads on there is no way out to choose', () => {
  const lone = aFlow([start(), step('A')], ['start-A']);
  const played = play(lone);
  const chosen = must(chosenAct(lone, played.tokenAt('A'), 'skip', null), 'an act without a choice');
  expect(actOn(played.tokenAt('A'), chosen)).toEqual({ act: 'skip', outcome: null, ...played.place('A') });
});

test('a way out without a name goes by what it leads to', () => {
  const unnamed = { ...flow, transitions: flow.transitions.map((way) => ({ ...way, name: null })) };
  const [way] = repairChoices(unnamed, play(unnamed).tokenAt('A'), 'skip');
  expect(way).toEqual({ id: 'A-split', kind: 'gateway', name: words('split') });
});

test('the last token that is taken away ends what it was inside of, and then the case', () => {
  const played = play(flow);
  played.act({ kind: 'repair', act: 'move', ...played.place('A'), to: to('sub') });
  played.act({ kind: 'repair', act: 'cancel', ...played.place('X') });
  expect(played.position()).toMatchObject({ tokens: [], endedAt: 0 });
  expect(
    played.ask({ kind: 'repair', act: 'add', tokenId: tokenIdSchema.parse('mine'), to: to('A') }),
  ).toMatchObject({ reason: 'case-ended' });
});

test('what has gone on meanwhile is not repaired', () => {
  const played = play(flow);
  const place = played.place('A');
  played.complete('A');
  expect(played.ask({ kind: 'repair', act: 'repeat', ...place })).toMatchObject({ reason: 'token-moved' });
});

test('only an escalated case is led to where escalations come back from', () => {
  const flow = aFlow(
    [
      ...[start(), step('A', { canEscalate: true }), end()],
      ...[start('up', { trigger: 'escalation' }), step('decide'), end('back', { kind: 'return' })],
    ],
    ['start-A', 'A-end', 'up-decide', 'decide-back'],
  );
  const offered = (played: ReturnType<typeof play>) => {
    const [token] = played.position().tokens;
    return placesFor(flow, token ?? null).map(({ id }) => id);
  };
  const played = play(flow);
  expect(offered(played)).not.toContain('back');
  played.act({ kind: 'escalate', ...played.place('A') });
  expect(offered(played)).toContain('back');
});
