import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { aCustomer } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import { aWorld, done, run } from '#test/support/world.ts';

const customerId = aCustomer().id;
const sawPhone = (phone: string) => ({ base: { [customerId]: { phone } } });

test('only the fields given change, and it is known who changed them last', () => {
  const world = aWorld();
  const { agent, colleague } = world.people;
  done(world, 'customer.edit', { customerId, fields: { phone: '11 5555-0101', name: undefined } });
  const { editedAt, ...once } = must(world.rows.find('customer', customerId), 'the customer');
  expect({ ...once, editedAt: null }).toEqual(aCustomer({ phone: '11 5555-0101', editedBy: agent.id }));
  done(world, 'customer.edit', { customerId, fields: { code: '7' } }, { actor: colleague });
  const twice = must(world.rows.find('customer', customerId), 'the customer');
  expect(twice.editedBy).toBe(colleague.id);
  expect(twice.editedAt).toBeGreaterThan(must(editedAt, 'when it was first edited'));
});

test('two people who edit different fields are both right', () => {
  const world = aWorld();
  done(world, 'customer.edit', { customerId, fields: { phone: '1' } }, sawPhone(''));
  done(
    world,
    'customer.edit',
    { customerId, fields: { code: '7' } },
    { base: { [customerId]: { code: '20391' } } },
  );
  expect(world.rows.find('customer', customerId)).toMatchObject({ phone: '1', code: '7' });
});

test('the same field edited to something else meanwhile is refused by name; to the same value it is fine', () => {
  const world = aWorld();
  done(world, 'customer.edit', { customerId, fields: { phone: '1' } }, sawPhone(''));
  expect(
    run(world, 'customer.edit', { customerId, fields: { phone: '2', code: '7' } }, sawPhone('')),
  ).toEqual({ kind: 'refused', code: 'changed-meanwhile', details: ['phone'] });
  expect(world.rows.find('customer', customerId)).toMatchObject({ phone: '1', code: '20391' });
  done(world, 'customer.edit', { customerId, fields: { phone: '1' } }, sawPhone(''));
  done(world, 'customer.edit', { customerId, fields: { phone: '3' } }, sawPhone('1'));
});

test('a customer that is not there is refused', () => {
  expect(
    run(aWorld(), 'customer.edit', { customerId: idOf('nobody'), fields: { phone: '1' } }),
  ).toMatchObject({ code: 'not-found' });
});
