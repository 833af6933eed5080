import { expect, test } from 'vitest';
import { createGroupQueue } from './group-queue.ts';

test('where enough waits nothing more is taken until a group has begun', async () => {
  const finish: (() => void)[] = [];
  const queue = createGroupQueue<number>(
    { group: 4, waiting: 6 },
    (weight) => weight,
    () => new Promise((done) => finish.push(done)),
  );
  expect([1, 4, 9, 1].map(queue.add)).toEqual([true, true, true, false]);
  for (const isTaken of [false, true]) {
    finish.shift()?.();
    await Promise.resolve();
    expect(queue.add(2)).toBe(isTaken);
  }
});

test('what comes while a group runs is the next group, in order and no heavier than the limit', async () => {
  const groups: (readonly number[])[] = [];
  const finish: (() => void)[] = [];
  const queue = createGroupQueue<number>(
    { group: 10, waiting: 100 },
    (weight) => weight,
    (items) => {
      groups.push(items);
      return new Promise((done) => finish.push(done));
    },
  );
  for (const weight of [1, 4, 4, 2, 1, 12, 3]) queue.add(weight);
  while (groups.length < 4) {
    finish.shift()?.();
    await Promise.resolve();
  }
  expect(groups).toEqual([[1], [4, 4, 2], [1], [12]]);
  finish.shift()?.();
  await Promise.resolve();
  expect(groups.at(-1)).toEqual([3]);
});
