import { expect, test } from 'vitest';
import { attachmentSchema } from '#shared/domain/case/attachment.ts';
import { aFile, aPerson, monday } from '#test/support/builders.ts';
import { idOf } from '#test/support/ids.ts';
import type { PinnedCase } from './pinned-cases.ts';
import { checksOf, type Facts, stillHeld } from './readiness.ts';

const day = 86_400_000;
const ready: Facts = {
  now: 100 * day,
  isOnline: true,
  lastContactAt: 100 * day - 60_000,
  pending: 0,
  myCases: 7,
  casesWithoutFlow: 0,
  articles: 40,
  toSend: { count: 0, bytes: 0 },
  away: [],
  pinned: [],
  isProtected: true,
  freeBytes: 2e9,
};
const photo = attachmentSchema.parse({
  ...aFile(),
  id: idOf('photo'),
  caseId: idOf('case'),
  state: 'present',
  addedBy: aPerson().id,
  addedAt: monday,
});
const aPhoto = { id: photo.id, kind: 'attachment' as const, parent: photo.caseId, ver: 1, doc: photo };
const aPinned = (parts: Partial<PinnedCase>): PinnedCase => ({
  caseId: idOf('case'),
  name: '#4801',
  subject: 'Folha não fecha',
  isWhole: true,
  here: { count: 0, bytes: 0 },
  toFetch: { count: 0, bytes: 0 },
  toArrive: { count: 0, bytes: 0 },
  ...parts,
});
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
  ['with a file to be sent', { toSend: { count: 1, bytes: 2e6 } }, 'filesSent'],
  ['without a file of a case', { away: [aPhoto] }, 'caseFiles'],
  ['with a pinned case that is not whole', { pinned: [aPinned({ isWhole: false })] }, 'pinned'],
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

test('a pinned case that went to others is waited for by nobody, and not said to be here', () => {
  const gone = aPinned({ name: null, isWhole: false });
  const judged = (pinned: Facts['pinned']) =>
    checksOf({ ...ready, pinned }).some(({ id }) => id === 'pinned');
  expect(missing({ pinned: [gone] })).toEqual([]);
  expect(judged([gone])).toBe(false);
  expect(judged([gone, aPinned({})])).toBe(true);
  expect(stillHeld([gone, aPinned({})])).toHaveLength(1);
});

test('what is not known yet is not judged', () => {
  expect(
    checksOf({ ...ready, isProtected: null, freeBytes: null, toSend: null, away: null, pinned: null }).map(
      ({ id }) => id,
    ),
  ).toEqual(['fresh', 'sent', 'cases', 'articles', 'signedIn']);
});
