import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { heflo } from '#test/support/flows.ts';
import { personId, startWalk } from '#test/support/walk.ts';
import { foldPosition, visitsOf } from './history.ts';

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
  expect(visitsOf([])).toEqual([]);
});

test('a stay tells who ended it, when and by which way', () => {
  const walk = startWalk(heflo);
  walk.complete('G1-no', 'Ana');
  walk.complete(undefined, 'Bruno');
  const [opened, asked, answered] = walk.events.map((event) => event.at);
  expect(visitsOf(walk.events).filter((visit) => ['S2', 'S1b'].includes(visit.elementId))).toEqual([
    { elementId: 'S2', attempt: 1, enteredAt: opened, leftAt: asked, leftBy: personId('Ana'), via: 'S2-G1' },
    {
      elementId: 'S1b',
      attempt: 1,
      enteredAt: asked,
      leftAt: answered,
      leftBy: personId('Bruno'),
      via: 'S1b-S2',
    },
    { elementId: 'S2', attempt: 2, enteredAt: answered, leftAt: null, leftBy: null, via: null },
  ]);
});

test('what is passed is a stay of no time', () => {
  const walk = startWalk(heflo);
  walk.complete('G1-no');
  const at = must(walk.events[1], 'the completion').at;
  expect(visitsOf(walk.events).filter((visit) => ['G1', 'M2'].includes(visit.elementId))).toMatchObject([
    { elementId: 'G1', enteredAt: at, leftAt: at, via: 'G1-no' },
    { elementId: 'M2', enteredAt: at, leftAt: at, via: 'M2-S1b' },
  ]);
});

test('a case back from the owner stays a second time in the same attempt', () => {
  const walk = startWalk(heflo);
  walk.escalate();
  walk.giveBack('Olga');
  expect(visitsOf(walk.events).filter((visit) => ['S2', 'S11'].includes(visit.elementId))).toMatchObject([
    { elementId: 'S2', attempt: 1, via: null, leftBy: personId('Ana') },
    { elementId: 'S11', attempt: 1, via: null, leftBy: personId('Olga') },
    { elementId: 'S2', attempt: 1, leftAt: null },
  ]);
});

test('a closed case leaves no stay open', () => {
  const walk = startWalk(heflo);
  for (const outcome of ['G1-yes', 'G2-base', undefined]) walk.complete(outcome);
  const visits = visitsOf(walk.events);
  expect(visits.at(-1)).toMatchObject({ elementId: 'End' });
  expect(visits.filter((visit) => visit.leftAt === null)).toEqual([]);
});
