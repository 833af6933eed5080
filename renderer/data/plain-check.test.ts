import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Kind, kinds } from '#shared/domain/kinds.ts';
import { anyInput, validInput } from '#test/support/arbitrary.ts';
import { aCustomer, aPerson } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { plainCheck } from './plain-check.ts';

test('what a schema fills in, leaves out or changes is not plain', () => {
  const isPlain = plainCheck(kinds.person);
  const person = aPerson();
  const { floorIds: _floorIds, ...older } = person;
  expect(isPlain(structuredClone(person))).toBe(true);
  expect(isPlain(older)).toBe(false);
  expect(isPlain({ ...person, nickname: 'Li' })).toBe(false);
  expect(plainCheck(kinds.customer)(aCustomer())).toBe(true);
  expect(plainCheck(kinds.customer)({ ...aCustomer(), name: ' Lia Moraes' })).toBe(false);
  expect(isPlain({ ...person, teamIds: ['nobody'] })).toBe(false);
});

const inputs = (Object.keys(kinds) as Kind[]).map((kind) => {
  const [valid, any] = [validInput(kinds[kind]), anyInput(kinds[kind])];
  const given = fc.oneof(
    valid.map((input) => kinds[kind].parse(input)),
    valid,
    any,
  );
  const isPlain = plainCheck(kinds[kind]);
  return given.map((input) => ({ kind, isPlain, input: JSON.parse(JSON.stringify(input) ?? 'null') }));
});

test('a document is plain where its schema gives back what it was given, and nowhere else', () => {
  fc.assert(
    fc.property(
      fc.oneof(...inputs),
      fc.infiniteStream(fc.nat()),
      fc.jsonValue(),
      ({ kind, isPlain, input }, path, other) => {
        for (const value of [input, changedAt(input, path, other), changedAt(input, path, undefined)]) {
          const taken = kinds[kind].safeParse(value);
          const isSame = taken.success && isEqual(taken.data, value);
          expect(isPlain(value)).toBe(isSame);
        }
      },
    ),
    { seed, numRuns: 200 },
  );
});

test.each([
  ['an array with a least length', z.array(z.string()).min(1), [['one']], [[]]],
  ['a number with limits', z.number().int().min(1).lt(5), [1, 4], [0, 5, 1.5, '1']],
  ['what a schema of its own says', z.string().refine((text) => text !== 'no'), ['yes'], ['no', 1]],
  ['what is turned into something else', z.string().transform(Number), [], ['1']],
  [
    'a field that may be missing',
    z.object({ a: z.string().optional() }),
    [{}, { a: '' }],
    [{ a: 1 }, { b: '' }],
  ],
  ['an object that takes no others', z.strictObject({ a: z.string() }), [{ a: '' }], [{ a: '', b: '' }]],
  ['one of several', z.union([z.string(), z.null()]), ['', null], [1]],
])('%s', (_name, schema, plain, others) => {
  for (const value of plain) expect(plainCheck(schema)(value)).toBe(true);
  for (const value of others) expect(plainCheck(schema)(value)).toBe(false);
});

/** With what lies somewhere in it replaced, or taken away where there is nothing to put there. */
function changedAt(value: unknown, path: Iterator<number>, other: unknown): unknown {
  if (typeof value !== 'object' || value === null) return other ?? null;
  const entries: [string, unknown][] = Object.entries(value);
  const nth = path.next().value % (entries.length + 1);
  const [key, inner] = entries[nth] ?? ['added', null];
  const put = path.next().value % 3 === 0 ? other : changedAt(inner, path, other);
  const next = new Map(entries).set(key, put);
  if (put === undefined) next.delete(key);
  return Array.isArray(value) ? [...next.values()] : Object.fromEntries(next);
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
