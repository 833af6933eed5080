import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aMemoryStorage } from '../../test/support/memory-storage.ts';
import { inflateText } from './deflate.ts';
import { createHotView, forgetHotView, type HotStorage } from './hot-view.ts';
import { createPacking } from './packed.ts';
import { createSealing } from './sealing.ts';

const store = { spaceId: randomUUID(), personId: randomUUID() };
const sealedPacking = async () =>
  createPacking(
    await createSealing({ id: randomUUID(), bytes: Uint8Array.from(randomBytes(32)) }),
    inflateText,
  );

describe.each([
  ['plain', async () => createPacking(null, inflateText)],
  ['sealed', sealedPacking],
])('%s', (_name, packing) => {
  test('what the last list showed is there for the next start, until the rows are others', async () => {
    const [storage, packed] = [aMemoryStorage(), await packing()];
    const open = () => createHotView(storage, store, packed);
    expect(await open().read()).toBeNull();
    await open().keep(0, 'one');
    await open().keep(0, 'Nota fiscal não chega ✓ '.repeat(1_000));
    expect(await open().read()).toBe('Nota fiscal não chega ✓ '.repeat(1_000));
    open().begin(1);
    expect(await open().read()).toBeNull();
  });

  test('a list of rows that were replaced meanwhile is not kept', async () => {
    const view = createHotView(aMemoryStorage(), store, await packing());
    view.begin(3);
    await view.keep(2, 'of rows withdrawn');
    expect(await view.read()).toBeNull();
    await view.keep(3, 'of these');
    expect(await view.read()).toBe('of these');
  });

  test('a database that was deleted counts from the beginning, and its lists are kept again', async () => {
    const view = createHotView(aMemoryStorage(), store, await packing());
    view.begin(7);
    await view.keep(7, 'of the database before');
    view.begin(1);
    await view.keep(1, 'of this one');
    expect(await view.read()).toBe('of this one');
  });

  test('what cannot be read is as good as nothing', async () => {
    const texts = new Map<string, string>();
    const view = createHotView(aMemoryStorage(texts), store, await packing());
    await view.keep(0, 'a list');
    const [key = ''] = texts.keys();
    for (const damaged of ['', '{', '{"generation":0,"sealed":"?"}', '{"generation":0,"sealed":"AAAA"}']) {
      texts.set(key, damaged);
      expect(await view.read(), damaged).toBeNull();
    }
  });
});

test('sealed, no word of it can be read where it lies', async () => {
  const texts = new Map<string, string>();
  await createHotView(aMemoryStorage(texts), store, await sealedPacking()).keep(0, 'Dora Brandão');
  expect([...texts.values()].join()).not.toContain('Dora');
  expect(texts.size).toBe(1);
});

test('where there is no room the one before goes too, and of a person who is forgotten nothing stays', async () => {
  const texts = new Map<string, string>();
  const roomy = aMemoryStorage(texts);
  const full: HotStorage = {
    ...roomy,
    setItem: () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    },
  };
  await createHotView(roomy, store, createPacking(null, inflateText)).keep(0, 'old');
  await createHotView(full, store, createPacking(null, inflateText)).keep(0, 'new');
  expect(texts.size).toBe(0);
  await createHotView(roomy, store, createPacking(null, inflateText)).keep(0, 'old');
  forgetHotView(roomy, store);
  expect(texts.size).toBe(0);
});
