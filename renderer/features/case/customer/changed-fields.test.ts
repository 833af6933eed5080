import { expect, test } from 'vitest';
import { aCustomer } from '#test/support/builders.ts';
import { changedFields } from './changed-fields.ts';

test('only what was really changed is sent', () => {
  const seen = aCustomer();
  expect(changedFields(seen, { ...seen, phone: ' 11 5555-0100 ', email: ` ${seen.email}` })).toEqual({
    phone: '11 5555-0100',
  });
});

test('a field emptied on purpose is a change', () => {
  const seen = aCustomer();
  expect(changedFields(seen, { ...seen, code: '' })).toEqual({ code: '' });
});
