import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { seed } from '#test/support/seed.ts';
import { toInstant } from './instant.ts';
import { addDuration } from './iso-time.ts';

const aPart = (letter: string) =>
  fc.option(fc.nat(500)).map((count) => (count === null ? '' : `${count}${letter}`));
const aDuration = fc
  .tuple(...['Y', 'M', 'W', 'D'].map(aPart), aPart('H'), aPart('M'), aPart('.5S'))
  .map((parts) => {
    const time = parts.slice(4).join('');
    return `P${parts.slice(0, 4).join('')}${time === '' ? '' : `T${time}`}`;
  })
  .filter((text) => text !== 'P');

test('so long after a moment is where Temporal comes to by the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2e12, max: 4e12 }), aDuration, (at, duration) => {
      const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC');
      expect(addDuration(toInstant(at), duration)).toBe(moment.add(duration).epochMilliseconds);
    }),
    { seed },
  );
});

test.each(['', 'P', 'PT', 'ten minutes', 'P1Y2', 'P99999999999999D'])(
  '%s is no time that can be read',
  (text) => {
    expect(addDuration(toInstant(0), text)).toBeUndefined();
  },
);
