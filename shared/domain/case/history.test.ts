import { expect, test } from 'vitest';
import { heflo } from '#test/support/flows.ts';
import { startWalk } from '#test/support/walk.ts';
import { foldPosition } from './history.ts';

test('the position is the fold of the events, also through an escalation and a reopening', () => {
  const walk = startWalk(heflo);
  walk.complete('G1-yes');
  walk.escalate();
  expect(foldPosition(walk.events)).toEqual(walk.position());
  walk.giveBack();
  walk.complete('G2-base');
  walk.complete();
  expect(foldPosition(walk.events)).toEqual(walk.position());
  walk.reopen();
  expect(foldPosition(walk.events)).toEqual(walk.position());
});

test('no events are nowhere', () => {
  expect(foldPosition([])).toEqual({ tokens: [], attempts: {}, endedAt: null });
});
