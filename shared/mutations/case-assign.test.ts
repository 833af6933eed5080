import { expect, test } from 'vitest';
import { aPerson } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, run, walk } from '#test/support/world.ts';

test('a case is given to someone of its team, and to nobody again', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const to = world.people.colleague.id;
  done(world, 'case.assign', { caseId, to, before: null });
  expect(caseOf(world, caseId).assigneeId).toBe(to);
  expect(world.eventsOf(caseId).at(-1)?.happening).toEqual({ kind: 'assigned', to, before: null });
  done(world, 'case.assign', { caseId, to: null, before: to });
  expect(caseOf(world, caseId).assigneeId).toBeNull();
});

test('who saw another person on the case is told, and changes nothing', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const { agent, colleague, internal } = world.people;
  done(world, 'case.assign', { caseId, to: colleague.id, before: null });
  expect(run(world, 'case.assign', { caseId, to: agent.id, before: null })).toMatchObject({
    code: 'changed-meanwhile',
  });
  expect(run(world, 'case.assign', { caseId, to: null, before: internal.id })).toMatchObject({
    code: 'changed-meanwhile',
  });
});

test('giving it to who has it changes nothing', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  expect(run(world, 'case.assign', { caseId, to: null, before: null })).toMatchObject({
    code: 'nothing-changed',
  });
});

test('it is given to field staff of whatever team, but not while they are disabled', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const rui = aPerson({ name: 'Rui Dias', roles: ['agent', 'field'], teamIds: [] });
  world.put('person', rui);
  done(world, 'case.assign', { caseId, to: rui.id, before: null });
  expect(caseOf(world, caseId).assigneeId).toBe(rui.id);
  const resting = aPerson({ ...rui, name: 'Ida Paz', id: idOf('person Ida Paz'), isDisabled: true });
  world.put('person', resting);
  expect(run(world, 'case.assign', { caseId, to: resting.id, before: rui.id })).toMatchObject({
    code: 'not-in-team',
  });
});

test('it goes to nobody outside the team, disabled or unknown', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const away = aPerson({ name: 'Rui Dias', isDisabled: true });
  world.put('person', away);
  for (const to of [world.people.outsider.id, away.id, idOf('nobody')])
    expect(run(world, 'case.assign', { caseId, to, before: null })).toMatchObject({ code: 'not-in-team' });
});

test('a case that is not there is refused; an ended one may still be given to someone', () => {
  const world = aWorld();
  const to = world.people.colleague.id;
  expect(run(world, 'case.assign', { caseId: idOf('nowhere'), to, before: null })).toMatchObject({
    code: 'not-found',
  });
  const { id: caseId } = aCase(world);
  walk(world, caseId, 'G1-yes', 'G2-base', 'S4-M3');
  done(world, 'case.assign', { caseId, to, before: null });
});
