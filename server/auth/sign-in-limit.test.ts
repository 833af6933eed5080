import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { createSignInLimit } from './sign-in-limit.ts';

const now = toInstant(1_000_000);
const later = toInstant(now + 5 * 60_000);

test('ten wrong passwords for a login from one address, and that login waits there alone', () => {
  const limit = createSignInLimit();
  for (let nth = 0; nth < 10; nth++) limit.failed('ana', 'one', now);
  expect(limit.waitMs('ana', 'one', now)).toBe(5 * 60_000);
  expect(limit.waitMs('ana', 'other', now)).toBe(0);
  expect(limit.waitMs('rui', 'one', now)).toBe(0);
  expect(limit.waitMs('ana', 'one', later)).toBe(0);
});

test('another spelling of a login is the same login', () => {
  const limit = createSignInLimit();
  for (let nth = 0; nth < 10; nth++) limit.failed('JOÃO', 'one', now);
  expect(limit.waitMs('joão'.normalize('NFD'), 'one', now)).toBeGreaterThan(0);
});

test('one address that goes through names waits for every name', () => {
  const limit = createSignInLimit();
  for (let nth = 0; nth < 100; nth++) limit.failed(`name-${nth}`, 'one', now);
  expect(limit.waitMs('somebody-else', 'one', now)).toBe(5 * 60_000);
  expect(limit.waitMs('somebody-else', 'other', now)).toBe(0);
  expect(limit.waitMs('somebody-else', 'one', later)).toBe(0);
});

test('the right password forgets the wrong ones of that login', () => {
  const limit = createSignInLimit();
  for (let nth = 0; nth < 9; nth++) limit.failed('ana', 'one', now);
  limit.succeeded('ana', 'one');
  limit.failed('ana', 'one', now);
  expect(limit.waitMs('ana', 'one', now)).toBe(0);
});
