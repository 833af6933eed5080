import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '../../test/support/seed.ts';
import { shorten } from './shorten.ts';

test('what is left of a text is its beginning, has room, and ends with a whole character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, length) => {
      const short = shorten(text, length);
      expect(text.startsWith(short)).toBe(true);
      expect(short.length).toBeLessThanOrEqual(length);
      expect(short.length).toBeGreaterThanOrEqual(Math.min(text.length, length) - 1);
      expect(short).not.toMatch(/[\uD800-\uDBFF]$/);
    }),
    { seed },
  );
});
