import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from '#electron/main/services/seal.ts';
import { seed } from '../../test/support/seed.ts';
import { createSealing } from './sealing.ts';

const aKey = () => ({ id: randomUUID(), bytes: Uint8Array.from(randomBytes(32)) });
const ringOf = (...all: ReturnType<typeof aKey>[]) => ({ current: all.at(-1), all });
const content = fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from(bytes));

test('what the renderer seals the shell opens, and the other way round', async () => {
  const key = aKey();
  const sealing = await createSealing(key);
  await fc.assert(
    fc.asyncProperty(content, async (given) => {
      const here = await sealing.seal('page', given);
      const there = seal(key, 'page', given);
      for (const sealed of [here, there]) {
        expect(await sealing.unseal('page', sealed)).toEqual({ kind: 'opened', content: given });
        expect(unseal(ringOf(aKey(), key), 'page', sealed)).toMatchObject({ kind: 'opened' });
      }
      const opened = unseal(ringOf(key), 'page', here);
      expect(opened.kind === 'opened' && Uint8Array.from(opened.content)).toEqual(given);
    }),
    { seed },
  );
});

test('the same content is never sealed into the same bytes', async () => {
  const key = aKey();
  const sealing = await createSealing(key);
  const given = Uint8Array.of(1, 2, 3);
  const all = [
    await sealing.seal('page', given),
    await sealing.seal('page', given),
    seal(key, 'page', given),
  ];
  expect(new Set(all.map(String)).size).toBe(all.length);
});

test('any flipped bit, and any byte cut off, is refused', async () => {
  const key = aKey();
  const sealing = await createSealing(key);
  await fc.assert(
    fc.asyncProperty(content, fc.nat(), fc.nat(7), async (given, place, bit) => {
      const sealed = await sealing.seal('page', given);
      const at = place % sealed.length;
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      for (const wrong of [changed, sealed.slice(0, at)]) {
        expect((await sealing.unseal('page', wrong)).kind).not.toBe('opened');
        expect(unseal(ringOf(key), 'page', wrong).kind).not.toBe('opened');
      }
    }),
    { seed },
  );
});

test('another key is told from damage, and one thing is not taken for another', async () => {
  const [key, other] = [aKey(), aKey()];
  const sealing = await createSealing(key);
  const sealed = seal(other, 'page', Uint8Array.of(7));
  const missing = { kind: 'key-missing', keyId: other.id };
  expect(await sealing.unseal('page', sealed)).toEqual(missing);
  expect(unseal(ringOf(key), 'page', sealed)).toEqual(missing);
  const page = seal(key, 'page', Uint8Array.of(7));
  expect(await sealing.unseal('journal', page)).toEqual({ kind: 'damaged' });
  expect(unseal(ringOf(key), 'journal', page)).toEqual({ kind: 'damaged' });
});
