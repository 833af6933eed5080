import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idOf } from '#test/support/ids.ts';
import { seed } from '#test/support/seed.ts';
import { addSums, emptySum, isSameSum, rowHash, rowSum } from './sums.ts';

const rowArbitrary = fc.record({ id: fc.uuid(), ver: fc.nat({ max: 2 ** 40 }) });

type OneRow = { readonly id: string; readonly ver: number };
const sumOf = (rows: readonly OneRow[]) =>
  rows.map(({ id, ver }) => rowSum(id, ver, 1)).reduce(addSums, emptySum);

test('rows may come and go in any order: what is left is what counts', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary), fc.array(rowArbitrary), (stay, leave) => {
      const all = [...stay, ...leave].map(({ id, ver }) => rowSum(id, ver, 1));
      const gone = leave.map(({ id, ver }) => rowSum(id, ver, -1));
      const left = [...gone, ...all].reduce(addSums, emptySum);
      expect(left).toEqual(sumOf(stay));
    }),
    { seed },
  );
});

test('a row lost, one told twice, one of another version and one in the place of another are each seen', () => {
  fc.assert(
    fc.property(
      fc.array(rowArbitrary),
      rowArbitrary,
      fc.integer({ min: 1, max: 1000 }),
      fc.uuid(),
      (beside, row, later, otherId) => {
        // Ids are random or hashes, and told apart by their end.
        fc.pre(otherId.slice(-8) !== row.id.slice(-8));
        const sum = sumOf([...beside, row]);
        const differing: readonly (readonly OneRow[])[] = [
          [],
          [row, row],
          [{ ...row, ver: row.ver + later }],
          [{ ...row, id: otherId }],
        ];
        for (const rows of differing) expect(isSameSum(sum, sumOf([...beside, ...rows]))).toBe(false);
        // Two of the same cancel each other out: only their number tells.
        expect(isSameSum(sumOf(beside), sumOf([...beside, row, row]))).toBe(false);
      },
    ),
    { seed },
  );
});

test('neighbours in time do not cancel each other out', () => {
  const hashes = Array.from({ length: 20_000 }, (_, ver) => rowHash(idOf(`row ${ver}`), ver));
  // Of so many a random choice of 32 bits repeats 0.05.
  expect(new Set(hashes).size).toBeGreaterThan(19_990);
});

test('two rows that change places are not what they were', () => {
  const [one, other] = ['0192f000-0000-7000-8000-00000000aaaa', '0192f000-0000-7000-8000-00000000bbbb'];
  const sum = addSums(rowSum(one, 5, 1), rowSum(other, 6, 1));
  expect(isSameSum(sum, addSums(rowSum(one, 6, 1), rowSum(other, 5, 1)))).toBe(false);
});
