import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hours } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { createResting } from './resting.ts';

const minute = hours(1) / 60;

test('what rests is left alone for as long as that, and no longer wherever the clock is put', () => {
  fc.assert(
    fc.property(fc.integer({ min: -hours(30), max: hours(30) }), (jump) => {
      let now = hours(1_000);
      const resting = createResting({ now: () => now });
      resting.rest('a file', minute);
      now += jump;
      expect(resting.isResting('a file')).toBe(Math.abs(jump) < minute);
      expect(resting.isResting('another')).toBe(false);
    }),
    { seed },
  );
});

test('what rests for ever does so until it is woken', () => {
  let now = 0;
  const resting = createResting({ now: () => now });
  resting.rest('a file', Number.POSITIVE_INFINITY);
  now += hours(10_000);
  expect([resting.isResting('a file'), resting.restsForEver('a file')]).toEqual([true, true]);
  resting.wake('a file');
  expect([resting.isResting('a file'), resting.restsForEver('a file')]).toEqual([false, false]);
});
