import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '#test/support/seed.ts';
import { readIndexBytes, toIndexBytes } from './index-bytes.ts';

const kept = { texts: ['form', 'emissão', '日本語', ''], numbers: Uint8Array.from([0, 7, 255, 128]) };

test('an index comes back from its bytes as it was', async () => {
  expect(await readIndexBytes(await toIndexBytes(kept))).toEqual(kept);
  const empty = { texts: [''], numbers: new Uint8Array(0) };
  expect(await readIndexBytes(await toIndexBytes(empty))).toEqual(empty);
});

test('bytes that were changed or cut are no index', async () => {
  const bytes = await toIndexBytes(kept);
  const damaged = fc.oneof(
    fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length)),
    fc
      .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
      .map(([at, bits]) => Uint8Array.from(bytes, (byte, place) => (place === at ? byte ^ bits : byte))),
  );
  await fc.assert(
    fc.asyncProperty(damaged, async (given) => {
      expect(await readIndexBytes(given)).toBeUndefined();
    }),
    { seed },
  );
});
