import { expect, test } from 'vitest';
import { createPlaces } from './places.ts';

function aWork() {
  let finish = (): void => {};
  const work = {
    hasBegun: false,
    run: () => {
      work.hasBegun = true;
      return new Promise<void>((done) => {
        finish = done;
      });
    },
    finish: () => finish(),
  };
  return work;
}

test('so much work runs at once, the rest in its turn', async () => {
  const places = createPlaces(2);
  const works = [aWork(), aWork(), aWork(), aWork()];
  const done = works.map((work) => places.take(work.run));
  const begun = () => works.map(({ hasBegun }) => hasBegun);
  expect(begun()).toEqual([true, true, false, false]);
  works[1]?.finish();
  await done[1];
  expect(begun()).toEqual([true, true, true, false]);
  works[0]?.finish();
  works[2]?.finish();
  await Promise.all([done[0], done[2]]);
  expect(begun()).toEqual([true, true, true, true]);
});

test('work that fails leaves its place to the next', async () => {
  const places = createPlaces(1);
  const failing = places.take(() => Promise.reject(new Error('away')));
  const next = places.take(async () => 'done');
  await expect(failing).rejects.toThrow('away');
  expect(await next).toBe('done');
});
