import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSums, emptySum, isSameSum, rowHash, rowSum } from './sums.ts';

const rowArbitrary = fc.record({ id: fc.uuid(), ver: fc.nat({ max: 2 ** 40 }) });

test('rows may come and go in any order: what is left is what counts', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary), fc.array(rowArbitrary), (stay, leave) => {
      const all = [...stay, ...leave].map(({ id, ver }) => rowSum(id, ver, 1));
      const gone = leave.map(({ id, ver }) => rowSum(id, ver, -1));
      const left = [...gone, ...all].reduce(addSums, emptySum);
      expect(left).toEqual(stay.map(({ id, ver }) => rowSum(id, ver, 1)).reduce(addSums, emptySum));
    }),
  );
});

test('a row lost, one too many and one of another version are each seen', () => {
  fc.assert(
    fc.property(rowArbitrary, fc.integer({ min: 1, max: 1000 }), ({ id, ver }, later) => {
      const sum = rowSum(id, ver, 1);
      expect(isSameSum(sum, emptySum)).toBe(false);
      expect(isSameSum(sum, rowSum(id, ver + later, 1))).toBe(false);
    }),
  );
});

test('neighbours in time do not cancel each other out', () => {
  const hashes = Array.from({ length: 20_000 }, (_, ver) => rowHash(randomUUID(), ver));
  // Of so many a random choice of 32 bits repeats 0.05.
  expect(new Set(hashes).size).toBeGreaterThan(19_990);
});

test('two rows that change places are not what they were', () => {
  const [one, other] = ['0192f000-0000-7000-8000-00000000aaaa', '0192f000-0000-7000-8000-00000000bbbb'];
  const sum = addSums(rowSum(one, 5, 1), rowSum(other, 6, 1));
  expect(isSameSum(sum, addSums(rowSum(one, 6, 1), rowSum(other, 5, 1)))).toBe(false);
});
