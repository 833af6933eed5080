import { expect, test } from 'vitest';
import { aFlow, end, gateway, start, step, subProcess } from '#test/support/a-flow.ts';
import { play } from '#test/support/play.ts';
import { standingTokens } from './standing.ts';

const placesOf = (played: ReturnType<typeof play>) =>
  standingTokens(played.position()).map(({ elementId }) => elementId);

test('a token that waits for what is inside its sub-process is not there, what is inside is', () => {
  const version = aFlow(
    [
      start('S'),
      subProcess('part'),
      start('s', { within: 'part' }),
      step('work', { within: 'part' }),
      end('done'),
    ],
    ['S-part', 's-work', 'part-done'],
  );
  const played = play(version);
  expect(played.position().tokens).toHaveLength(2);
  expect(placesOf(played)).toEqual(['work']);
});

test('one that waits at a join comes after those with work', () => {
  const version = aFlow(
    [start('S'), gateway('part', 'parallel'), step('a'), step('b'), gateway('join', 'parallel'), end('done')],
    ['S-part', 'part-a', 'part-b', 'a-join', 'b-join', 'join-done'],
  );
  const played = play(version);
  expect(placesOf(played)).toEqual(['a', 'b']);
  played.complete('a');
  expect(placesOf(played)).toEqual(['b', 'join']);
});
