import { expect, test } from 'vitest';
import { checksOf, type Facts } from './readiness.ts';

const day = 86_400_000;
const ready: Facts = {
  now: 100 * day,
  isOnline: true,
  lastContactAt: 100 * day - 60_000,
  pending: 0,
  myCases: 7,
  casesWithoutFlow: 0,
  articles: 40,
  isProtected: true,
  freeBytes: 2e9,
};
const missing = (facts: Partial<Facts>) =>
  checksOf({ ...ready, ...facts })
    .filter(({ isOk }) => !isOk)
    .map(({ id }) => id);

test('a computer that has everything is ready', () => {
  expect(missing({})).toEqual([]);
});

test.each<[string, Partial<Facts>, string]>([
  ['without contact', { isOnline: false }, 'fresh'],
  ['with news of an hour ago', { lastContactAt: 100 * day - 3_600_000 }, 'fresh'],
  ['with unsent work', { pending: 2 }, 'sent'],
  ['with a case whose flow is elsewhere', { casesWithoutFlow: 1 }, 'cases'],
  ['without an article', { articles: 0 }, 'articles'],
  ['whose rows the browser may throw away', { isProtected: false }, 'protected'],
  ['without room for photos', { freeBytes: 1e8 }, 'room'],
])('a computer %s is not', (_what, facts, id) => {
  expect(missing(facts)).toEqual([id]);
});

test('a sign-in that ends within two weeks is told, and one that never was', () => {
  expect(missing({ lastContactAt: 100 * day - 77 * day })).toContain('signedIn');
  expect(missing({ lastContactAt: null })).toEqual(['fresh', 'signedIn']);
});

test('what is not known yet is not judged', () => {
  expect(checksOf({ ...ready, isProtected: null, freeBytes: null }).map(({ id }) => id)).toEqual([
    'fresh',
    'sent',
    'cases',
    'articles',
    'signedIn',
  ]);
});
