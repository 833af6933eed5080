import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '#test/support/seed.ts';
import { createBackoff } from './backoff.ts';

test('waits grow to ten seconds, are never in step, and never shorter than the server asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ share: fc.nat({ max: 255 }), askedMs: fc.nat({ max: 60_000 }) })),
      (tries) => {
        let share = 0;
        const backoff = createBackoff(() => Uint8Array.of(share));
        for (const [nth, one] of tries.entries()) {
          share = one.share;
          const waitMs = backoff.nextMs(one.askedMs);
          expect(waitMs).toBeGreaterThanOrEqual(Math.max(one.askedMs, 150 * Math.min(2 ** nth, 32)));
          expect(waitMs).toBeLessThanOrEqual(
            Math.max(one.askedMs * 1.5 + 1, Math.min(300 * 2 ** nth, 10_000)),
          );
        }
      },
    ),
    { seed },
  );
});
