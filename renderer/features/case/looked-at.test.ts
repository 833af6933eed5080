import { expect, test } from 'vitest';
import { standingTokens } from '#shared/domain/flow/standing.ts';
import { aFlow, boundary, end, gateway, start, step, timer } from '#test/support/a-flow.ts';
import { type Play, play } from '#test/support/play.ts';
import { lookedAt, type SeenToken } from './looked-at.ts';

const hour = 3_600_000;

/** While somebody works at A, the clock opens a place at `call`. */
const reminded = aFlow(
  [
    start(),
    step('A'),
    boundary('late', 'A', timer('PT1H'), false),
    step('call'),
    step('B'),
    gateway('part', 'parallel'),
    step('left'),
    step('right'),
    gateway('join', 'parallel'),
    end(),
  ],
  [
    'start-A',
    'late-call',
    'call-end',
    'A-B',
    'B-part',
    'part-left',
    'part-right',
    'left-join',
    'right-join',
    'join-end',
  ],
);

function look(played: Play, seen: SeenToken | null, foreign: readonly string[] = []) {
  const places = standingTokens(played.position()).map((token) => ({
    token,
    isMine: !foreign.includes(token.elementId),
  }));
  return lookedAt(places, seen)?.token;
}

function seenAt(played: Play): SeenToken {
  const token = look(played, null);
  if (token === undefined) throw new Error('The case stands nowhere');
  return token;
}

test('where nothing was looked at yet, it is the first place with work for whoever looks', () => {
  const played = play(reminded);
  played.wait(hour);
  expect(look(played, null)?.elementId).toBe('A');
  expect(look(played, null, ['A'])?.elementId).toBe('call');
  expect(look(played, null, ['A', 'call'])?.elementId).toBe('A');
});

test('what is looked at stays as others open, also where they are older or the only ones with work', () => {
  const offline = play(reminded);
  const first = seenAt(offline);
  offline.complete('A');
  const next = look(offline, first);
  expect(next?.elementId).toBe('B');

  const rebased = play(reminded);
  rebased.wait(hour);
  rebased.complete('A');
  expect(look(rebased, null)?.elementId).toBe('call');
  expect(look(rebased, next ?? null)?.elementId).toBe('B');
  expect(look(rebased, next ?? null, ['B'])?.elementId).toBe('B');
});

test('what is looked at is followed where its token goes on', () => {
  const played = play(reminded);
  const first = seenAt(played);
  played.wait(hour);
  played.complete('A');
  expect(look(played, first)?.elementId).toBe('B');
});

test('a place keeps being looked at where work that waited makes its token anew by another name', () => {
  const offline = play(reminded);
  offline.complete('A');
  offline.complete('B');
  const seen = offline.tokenAt('right');

  const rebased = play(reminded);
  rebased.wait(hour);
  rebased.complete('A');
  rebased.complete('B');
  expect(rebased.tokenAt('right').id).not.toBe(seen.id);
  expect(look(rebased, seen)?.elementId).toBe('right');
});

test('a token that came to wait for others is left for a place with work, unless it was gone back to', () => {
  const played = play(reminded);
  played.complete('A');
  played.complete('B');
  const left = played.tokenAt('left');
  played.complete('left');
  expect(look(played, left)?.elementId).toBe('right');
  expect(look(played, played.tokenAt('join'))?.elementId).toBe('join');
});
