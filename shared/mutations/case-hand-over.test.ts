import { expect, test } from 'vitest';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, run, walk } from '#test/support/world.ts';

test('a case is handed over with a word on why', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const to = world.people.colleague.id;
  done(world, 'case.handOver', { caseId, to, before: null, text: ' Payroll is yours ' });
  expect(caseOf(world, caseId).assigneeId).toBe(to);
  expect(world.eventsOf(caseId).at(-1)).toMatchObject({
    by: world.people.agent.id,
    happening: { kind: 'handed-over', to, before: null, text: 'Payroll is yours' },
  });
});

test('two who hand the same case over apart: the second learns of the first', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const { colleague, internal } = world.people;
  done(world, 'case.handOver', { caseId, to: colleague.id, before: null, text: 'for you' });
  expect(run(world, 'case.handOver', { caseId, to: internal.id, before: null, text: 'you' })).toMatchObject({
    code: 'changed-meanwhile',
  });
  expect(run(world, 'case.handOver', { caseId, to: colleague.id, before: null, text: 'you' })).toMatchObject({
    code: 'nothing-changed',
  });
});

test('it goes to nobody outside the team, and nowhere once the case has ended or is not there', () => {
  const world = aWorld();
  const { id: caseId } = aCase(world);
  const to = world.people.colleague.id;
  const args = { caseId, to, before: null, text: 'for you' };
  expect(run(world, 'case.handOver', { ...args, to: world.people.outsider.id })).toMatchObject({
    code: 'not-in-team',
  });
  expect(run(world, 'case.handOver', { ...args, caseId: idOf('nowhere') })).toMatchObject({
    code: 'not-found',
  });
  walk(world, caseId, 'G1-yes', 'G2-base', 'S4-M3');
  expect(run(world, 'case.handOver', args)).toMatchObject({ code: 'case-ended' });
});
