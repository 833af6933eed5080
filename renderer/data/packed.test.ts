import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seed } from '../../test/support/seed.ts';
import { inflateText } from './deflate.ts';
import { createPacking, type Packed } from './packed.ts';
import { createSealing, type Sealing } from './sealing.ts';

const aSealing = () => createSealing({ id: randomUUID(), bytes: Uint8Array.from(randomBytes(32)) });
const forms: readonly [string, () => Promise<Sealing | null>][] = [
  ['plain', async () => null],
  ['sealed', aSealing],
];
const rows = Array.from({ length: 256 }, (_, n) =>
  JSON.stringify({ id: n, subject: `Caso ${n}`, name: 'Dora' }),
).join('\n');

function bytesOf(packed: Packed): Uint8Array<ArrayBuffer> {
  if ('text' in packed) throw new Error('It is long enough to be packed');
  return 'sealed' in packed ? packed.sealed : packed.bytes;
}

function changed(packed: Packed, bytes: Uint8Array<ArrayBuffer>): Packed {
  return 'sealed' in packed ? { ...packed, sealed: bytes } : { bytes };
}

describe.each(forms)('%s', (_name, form) => {
  test('what is packed comes back as it was, however long', async () => {
    const { pack, unpack } = createPacking(await form(), inflateText);
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
    const { pack } = createPacking(await form(), inflateText);
    expect(bytesOf(await pack(rows)).length).toBeLessThan(rows.length / 2);
  });

  test('damaged bytes are not taken for text', async () => {
    const { pack, unpack } = createPacking(await form(), inflateText);
    const packed = await pack('raia '.repeat(400));
    const bytes = bytesOf(packed);
    const damaged = { name: 'PagesError', kind: 'damaged' };
    await expect(unpack(changed(packed, bytes.slice(0, -8)))).rejects.toMatchObject(damaged);
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      await expect(unpack(changed(packed, flipped)), `byte ${at}`).rejects.toMatchObject(damaged);
    }
  });
});

test('what is sealed shows nothing of its text, short or long', async () => {
  const { pack } = createPacking(await aSealing(), inflateText);
  for (const text of ['Dora Alves', `${rows}\nDora Alves`]) {
    const packed = await pack(text);
    expect(JSON.stringify(packed)).not.toContain('Dora');
    expect(Buffer.from(bytesOf(packed)).includes('Dora')).toBe(false);
  }
});

test('a store with a key reads what was packed before it had one; without its key it reads nothing of it', async () => {
  const { pack, unpack } = createPacking(await aSealing(), inflateText);
  const plain = createPacking(null, inflateText);
  const stranger = createPacking(await aSealing(), inflateText);
  for (const text of ['Dora Alves', rows]) {
    expect(await unpack(await plain.pack(text))).toBe(text);
    const sealed = await pack(text);
    await expect(plain.unpack(sealed)).rejects.toMatchObject({ kind: 'damaged' });
    await expect(stranger.unpack(sealed)).rejects.toMatchObject({ kind: 'damaged' });
  }
});
