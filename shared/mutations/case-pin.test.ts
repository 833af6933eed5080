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

test('a case in the archive comes back when it is pinned, as old as it was', () => {
  const world = aWorld();
  const archived = { ...aCase(world), archivedAt: world.tick() };
  world.put('case', archived);
  run(world, 'case.pin', { caseId: archived.id });
  expect(world.rows.find('case', archived.id)).toEqual({ ...archived, archivedAt: null });
  expect(world.all('pin')).toHaveLength(1);
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
