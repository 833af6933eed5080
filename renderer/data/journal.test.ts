import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monday } from '../../test/support/builders.ts';
import { idOf } from '../../test/support/ids.ts';
import { seed } from '../../test/support/seed.ts';
import { compacted, findRecord, foldJournal, type JournalRecord, type Settled } from './journal.ts';

const m = (n: number): string => idOf(`m ${n}`);
const mutation = (n: number, mid = n): JournalRecord => ({
  kind: 'mutation',
  mutation: { m: m(n), mid, name: 'case.note', v: 1, args: {}, base: {}, at: monday },
});
const client = (name: string, order: readonly number[] = []): JournalRecord => ({
  kind: 'client',
  id: idOf(name),
  lastMid: order.length,
  order: order.map(m),
});
const settled = (n: number, at = 0): Settled => ({
  kind: 'settled',
  m: m(n),
  outcome: { kind: 'applied' },
  at,
});
const draft = (key: string, text: string): JournalRecord => ({ kind: 'draft', draft: { key, text, at: 1 } });

const aRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.integer({ min: 1, max: 8 }).map((n) => mutation(n)),
  fc.integer({ min: 1, max: 8 }).map((n) => settled(n, 1)),
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.nat())
    .map(([n, number]): JournalRecord => ({ ...settled(n, 1), base: { a: { number } } })),
  fc.integer({ min: 1, max: 8 }).map((n): JournalRecord => ({ kind: 'void', m: m(n) })),
  fc
    .record({
      n: fc.integer({ min: 1, max: 8 }),
      parts: fc.constantFrom({}, { at: 1 }, { at: 1, outcome: { kind: 'applied' as const } }),
    })
    .map(({ n, parts }): JournalRecord => ({ kind: 'revived', m: m(n), ...parts })),
  fc.subarray([1, 2, 3, 4, 5, 6, 7, 8]).map((order) => client('another', order)),
  fc.tuple(fc.constantFrom('a', 'b'), fc.string()).map(([key, text]) => draft(key, text)),
  fc.constantFrom('a', 'b').map((key): JournalRecord => ({ kind: 'draft-dropped', key })),
);

test('a compacted journal folds to the same state', () => {
  fc.assert(
    fc.property(fc.array(aRecord, { maxLength: 40 }), (list) => {
      const state = foldJournal([client('first'), ...list]);
      expect(foldJournal(compacted(state, 2))).toEqual(state);
    }),
    { seed },
  );
});

test('what its author saw when it was settled goes along when it is sent again', () => {
  const seen = { [m(1)]: { number: 1042 } };
  const records: JournalRecord[] = [
    mutation(1),
    { ...settled(1), base: seen },
    { kind: 'revived', m: m(1), at: 1 },
  ];
  expect(foldJournal(records).mutations).toMatchObject([{ mutation: { base: seen }, settled: null }]);
});

test('compaction forgets what was settled more than 14 days ago, and nothing unsettled', () => {
  const day = 24 * 3_600_000;
  const state = foldJournal([
    client('first'),
    mutation(1),
    mutation(2),
    mutation(3),
    settled(1, 0),
    settled(2, 5 * day),
  ]);
  const kept = foldJournal(compacted(state, 15 * day)).mutations.map((item) => item.mutation.m);
  expect(kept).toEqual([m(2), m(3)]);
  expect(foldJournal(compacted(state, 15 * day)).client).toEqual({ id: idOf('first'), lastMid: 3 });
});

test('a new client id gives what it lists new places, in one record', () => {
  const state = foldJournal([
    client('first'),
    mutation(1),
    settled(1),
    mutation(2),
    mutation(3),
    client('second', [2, 3]),
  ]);
  expect(state.client).toEqual({ id: idOf('second'), lastMid: 2 });
  const open = state.mutations.filter((item) => item.settled === null);
  expect(open.map(({ mutation: { m: id, mid } }) => [id, mid])).toEqual([
    [m(2), 1],
    [m(3), 2],
  ]);
});

test('work that comes after a new client id continues its order', () => {
  const state = foldJournal([
    client('first'),
    mutation(1),
    mutation(2),
    client('second', [1, 2]),
    mutation(3, 3),
  ]);
  expect(state.client?.lastMid).toBe(3);
});

test('the newest text of a draft stays until it is dropped', () => {
  expect(
    foldJournal([draft('a', 'O'), draft('a', 'Ol'), draft('b', 'x')]).drafts.map(({ text }) => text),
  ).toEqual(['Ol', 'x']);
  expect(foldJournal([draft('a', 'O'), { kind: 'draft-dropped', key: 'a' }]).drafts).toEqual([]);
});

test('a record of a newer build is told apart, not misread', () => {
  expect(findRecord({ kind: 'encrypted', bytes: '' })).toBeUndefined();
  expect(findRecord(null)).toBeUndefined();
});
