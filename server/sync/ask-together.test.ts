import { expect, test } from 'vitest';
import { askTogether, sameMoment } from './ask-together.ts';

type Reading = { readonly asked: readonly string[]; readonly end: (error?: Error) => void };

/** Answers each with itself, when it is told to. */
function aReader(atMost = 10) {
  const readings: Reading[] = [];
  let handleBegun = (): void => {};
  const ask = askTogether(
    { atMost, gathered: sameMoment },
    (asked: readonly string[]) =>
      new Promise<readonly string[]>((resolve, reject) => {
        readings.push({ asked, end: (error) => (error === undefined ? resolve(asked) : reject(error)) });
        handleBegun();
      }),
  );
  /** The next one, once it has begun. */
  const next = async (): Promise<Reading> => {
    const reading = readings.shift();
    if (reading !== undefined) return reading;
    await new Promise<void>((begun) => {
      handleBegun = begun;
    });
    return next();
  };
  return { ask, next };
}

test('what is asked while others are read is read together after them, and each gets its own answer', async () => {
  const { ask, next } = aReader();
  const alone = ask('a');
  const first = await next();
  const answers = [alone, ...['b', 'c', 'b'].map(ask)];
  expect(first.asked).toEqual(['a']);
  first.end();
  const second = await next();
  expect(second.asked).toEqual(['b', 'c', 'b']);
  second.end();
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'b']);
});

test('what is asked in the same moment is read together', async () => {
  const { ask, next } = aReader();
  const answers = ['a', 'b'].map(ask);
  const reading = await next();
  expect(reading.asked).toEqual(['a', 'b']);
  reading.end();
  expect(await Promise.all(answers)).toEqual(['a', 'b']);
});

test('nobody is answered from a reading that began before they asked', async () => {
  const { ask, next } = aReader();
  const before = ask('a');
  const first = await next();
  const after = ask('a');
  first.end();
  await before;
  const second = await next();
  expect(second.asked).toEqual(['a']);
  second.end();
  expect(await after).toBe('a');
});

test('a reading that fails fails those it was for, and the next goes on', async () => {
  const { ask, next } = aReader();
  const alone = ask('a');
  const first = await next();
  const others = [ask('b'), ask('c')];
  first.end(new Error('away'));
  await expect(alone).rejects.toThrow('away');
  (await next()).end();
  expect(await Promise.all(others)).toEqual(['b', 'c']);
});

test('no more are read together than may be', async () => {
  const { ask, next } = aReader(2);
  const answers = ['a', 'b', 'c', 'd', 'e'].map(ask);
  const asked: (readonly string[])[] = [];
  while (asked.length < 3) {
    const reading = await next();
    asked.push(reading.asked);
    reading.end();
  }
  expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e']);
});
