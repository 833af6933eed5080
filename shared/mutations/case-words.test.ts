import { expect, test } from 'vitest';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, run, walk } from '#test/support/world.ts';

test('a note and a message are added to the history and leave the position alone', () => {
  const world = aWorld();
  const { id: caseId, position } = aCase(world);
  done(world, 'case.note', { caseId, text: 'Reproduced with 8.4.1' });
  done(world, 'case.writeMessage', { caseId, from: 'agent', text: 'We found it' });
  done(world, 'case.writeMessage', { caseId, from: 'customer', text: 'Thank you' });
  expect(world.eventsOf(caseId).map((event) => event.happening)).toMatchObject([
    { kind: 'opened' },
    { kind: 'noted', text: 'Reproduced with 8.4.1' },
    { kind: 'message-written', from: 'agent', text: 'We found it' },
    { kind: 'message-written', from: 'customer', text: 'Thank you' },
  ]);
  expect(caseOf(world, caseId).position).toEqual(position);
});

test('whoever sees the case may write on it, also after it ended', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  walk(world, caseId, 'G1-yes', 'G2-base', 'S4-M3');
  done(world, 'case.note', { caseId, text: 'For the record' }, { actor: world.people.owner });
  done(world, 'case.writeMessage', { caseId, from: 'agent', text: 'Bye' }, { actor: world.people.lead });
});

test('nothing is written on a case that is not there', () => {
  const world = aWorld();
  const caseId = idOf('nowhere');
  expect(run(world, 'case.note', { caseId, text: 'Hm' })).toMatchObject({ code: 'not-found' });
  expect(run(world, 'case.writeMessage', { caseId, from: 'agent', text: 'Hm' })).toMatchObject({
    code: 'not-found',
  });
});
