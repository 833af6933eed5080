import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '#test/support/seed.ts';
import { createNumberReader, createNumberWriter } from './number-bytes.ts';

const numbers = fc.array(
  fc.oneof(fc.nat(300), fc.nat(2 ** 31 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
);

test('numbers come back as they were, and nothing is left', () => {
  fc.assert(
    fc.property(numbers, (given) => {
      const { put, bytes } = createNumberWriter();
      given.forEach(put);
      const { next, left } = createNumberReader(bytes());
      expect(given.map(() => next())).toEqual(given);
      expect(left()).toBe(0);
    }),
    { seed },
  );
});

test('many numbers find room', () => {
  const { put, bytes } = createNumberWriter();
  for (let value = 0; value < 200_000; value += 1) put(value);
  const { next } = createNumberReader(bytes());
  for (let value = 0; value < 200_000; value += 1) if (next() !== value) throw new Error(`${value} is lost`);
});

test('beyond the end there is nothing, and it is noticed', () => {
  const { next, left } = createNumberReader(new Uint8Array([0x80]));
  expect(next()).toBe(0);
  expect(left()).toBeLessThan(0);
});
