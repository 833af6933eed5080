import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aMemoryStorage } from '#test/support/memory-storage.ts';
import { seed } from '#test/support/seed.ts';
import { createStamps } from './stamps.ts';

test('whichever window stamps next, and wherever the clock is put, a later text has a later stamp', () => {
  const steps = fc.array(fc.record({ window: fc.nat(2), clock: fc.integer({ min: -10, max: 10_000 }) }));
  fc.assert(
    fc.property(steps, (all) => {
      const storage = aMemoryStorage();
      let now = 0;
      const windows = [0, 1, 2].map(() => createStamps(storage, () => now));
      let before = 0;
      for (const { window, clock } of all) {
        now = clock;
        const stamp = windows[window]?.() ?? 0;
        expect(stamp).toBeGreaterThan(before);
        expect(stamp).toBeGreaterThanOrEqual(now);
        before = stamp;
      }
    }),
    { seed },
  );
});

test('without room a window still has an order of its own', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('Full', 'QuotaExceededError');
    },
  };
  const stamp = createStamps(full, () => 7);
  expect([stamp(), stamp(), stamp()]).toEqual([7, 8, 9]);
});
