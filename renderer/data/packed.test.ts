import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '../../test/support/seed.ts';
import { pack, unpack } from './packed.ts';

test('what is packed comes back as it was, however long', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(2_000))
      .map(([some, times]) => some.repeat(times)),
  );
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      expect(await unpack(await pack(given))).toBe(given);
    }),
    { seed },
  );
});

test('rows take less than half of their room', async () => {
  const rows = Array.from({ length: 256 }, (_, n) =>
    JSON.stringify({ id: n, subject: `Caso ${n}`, name: 'Dora' }),
  );
  const text = rows.join('\n');
  const packed = await pack(text);
  expect('bytes' in packed && packed.bytes.length).toBeLessThan(text.length / 2);
});

test('damaged bytes are not taken for text', async () => {
  const packed = await pack('raia '.repeat(400));
  if (!('bytes' in packed)) throw new Error('It is long enough to be packed');
  await expect(unpack({ bytes: packed.bytes.slice(0, -8) })).rejects.toThrow();
  for (let at = 0; at < packed.bytes.length; at += 1) {
    const changed = packed.bytes.with(at, (packed.bytes[at] ?? 0) ^ 4) as Uint8Array<ArrayBuffer>;
    await expect(unpack({ bytes: changed }), `byte ${at}`).rejects.toThrow();
  }
});
