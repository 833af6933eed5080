import { expect, test } from 'vitest';
import { foldPosition } from '#shared/domain/case/history.ts';
import { aCustomer, caseToOpen, hours, later, monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aCase, aWorld, caseOf, done, outcomeOf, run } from '#test/support/world.ts';

const newCustomer = {
  name: 'Joana Lima',
  code: '',
  organization: '',
  email: '',
  phone: '',
  language: 'es' as const,
};

test('an opened case stands at the first step, with its number, and its position is the fold of its events', () => {
  const world = aWorld();
  const opened = aCase(world);
  expect(opened.number).toBe(4801);
  expect(opened.position.tokens.map((token) => token.elementId)).toEqual(['S2']);
  expect(foldPosition(world.eventsOf(opened.id))).toEqual(opened.position);
});

test('a customer not known yet is written down in the same breath, and the case speaks their language', () => {
  const world = aWorld();
  const opened = aCase(world, { customerId: idOf('customer new'), newCustomer });
  expect(world.rows.find('customer', idOf('customer new'))?.name).toBe('Joana Lima');
  expect(opened.language).toBe('es');
});

test('a customer somebody else wrote down meanwhile stays as it is', () => {
  const world = aWorld();
  aCase(world, { newCustomer });
  expect(world.rows.find('customer', aCustomer().id)).toEqual(aCustomer());
});

test('an imported case keeps the moment the customer asked; a moment in the future becomes now', () => {
  const world = aWorld();
  const old = aCase(world, { caseId: idOf('old'), openedAt: later(monday, -hours(30)) });
  expect(old.openedAt).toBe(later(monday, -hours(30)));
  expect(world.eventsOf(old.id)[0]?.at).toBe(old.openedAt);
  const at = later(monday, hours(1));
  done(
    world,
    'case.open',
    caseToOpen({ flowId: world.version.flowId, caseId: idOf('future'), openedAt: later(at, hours(9)) }),
    { at },
  );
  expect(caseOf(world, idOf('future')).openedAt).toBe(at);
});

test('the same case is not opened twice', () => {
  const world = aWorld();
  aCase(world);
  expect(run(world, 'case.open', caseToOpen({ flowId: world.version.flowId }))).toMatchObject({
    code: 'already-exists',
  });
});

test('nobody opens a case in a team that is not theirs', () => {
  const world = aWorld();
  const args = caseToOpen({ flowId: world.version.flowId });
  expect(run(world, 'case.open', args, { actor: world.people.outsider })).toMatchObject({
    code: 'not-in-team',
  });
});

test('a flow or a customer that is not there is refused', () => {
  const world = aWorld();
  const args = caseToOpen({ flowId: world.version.flowId });
  expect(outcomeOf(world, 'case.open', { ...args, flowId: idOf('nowhere') })).toMatchObject({
    code: 'not-found',
  });
  expect(outcomeOf(world, 'case.open', { ...args, customerId: idOf('nobody') })).toMatchObject({
    code: 'not-found',
  });
});
