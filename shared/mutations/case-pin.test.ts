import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { aCase, aWorld, run } from '#test/support/world.ts';

function aPinnedCase() {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  run(world, 'case.pin', { caseId });
  const pin = must(world.all('pin')[0], 'the pin');
  return { world, caseId, pin };
}

test('a pin is its author’s, names the case and changes nothing about it', () => {
  const { world, caseId, pin } = aPinnedCase();
  expect(pin).toMatchObject({ caseId, personId: world.people.agent.id, unpinnedAt: null });
  expect(world.eventsOf(caseId)).toHaveLength(1);
});

test('a pin is taken off once, however often that is said; a case nobody holds is not pinned', () => {
  const { world, pin } = aPinnedCase();
  expect(run(world, 'case.unpin', { pinId: pin.id })).toMatchObject({ kind: 'done' });
  const taken = world.rows.find('pin', pin.id);
  expect(taken?.unpinnedAt).not.toBeNull();
  expect(run(world, 'case.unpin', { pinId: pin.id })).toMatchObject({ kind: 'done' });
  expect(world.rows.find('pin', pin.id)).toEqual(taken);
  expect(run(world, 'case.pin', { caseId: pin.id })).toMatchObject({ code: 'not-found' });
});
