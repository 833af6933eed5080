import { expect, test } from 'vitest';
import { refusalCodes } from '#shared/mutations/mutator.ts';
import { aCase, aWorld, done, walk } from '#test/support/world.ts';
import { meanwhileOf } from './use-meanwhile.ts';

/** Opened, moved on, and written in since. */
function aHistory() {
  const world = aWorld();
  const { id } = aCase(world);
  walk(world, id, 'G1-yes');
  done(world, 'case.note', { caseId: id, text: 'Ligou de novo' });
  return world.eventsOf(id);
}

const step = { name: 'case.completeStep', args: { tokenId: 'token' } };

test('a step refused for who asked or what was asked is shown nothing that a colleague did', () => {
  const none = refusalCodes.filter((code) => meanwhileOf({ ...step, code }, aHistory()) === undefined);
  expect(none.toSorted()).toEqual(
    [
      ...['fault', 'internal', 'not-allowed', 'not-in-team', 'not-your-lane', 'outcome-unknown'],
      ...['work-missing'],
    ].toSorted(),
  );
});

test('a step that came too late is shown the move that was first, told as a move', () => {
  const events = aHistory();
  const found = meanwhileOf({ ...step, code: 'token-moved' }, events);
  expect(found).toMatchObject({ isMove: true, event: { happening: { kind: 'step-completed' } } });
});

test('what moves nothing is shown what happened last', () => {
  const found = meanwhileOf({ name: 'case.assign', args: {}, code: 'changed-meanwhile' }, aHistory());
  expect(found).toMatchObject({ isMove: false, event: { happening: { kind: 'noted' } } });
});
