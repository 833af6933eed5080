import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createPullGate } from './pull-gate.ts';

const busy = { kind: 'busy', retryAfterS: 2 };

function aPull() {
  let finish = (_lines: readonly string[]): void => {};
  const pull = { hasBegun: false, run: () => Promise.resolve<readonly string[]>([]), finish };
  pull.run = () => {
    pull.hasBegun = true;
    return new Promise((done) => {
      finish = done;
    });
  };
  pull.finish = (lines) => finish(lines);
  return pull;
}

test('so many pulls read at once, the others in their turn, and more than may wait are told to come again', async () => {
  const gate = createPullGate({ atOnce: 2, waiting: 1, charsUnsent: 100 });
  const [one, two, three] = [aPull(), aPull(), aPull()];
  const answers = [one, two, three].map((pull) => gate.answer(pull.run));
  await expect(gate.answer(aPull().run)).rejects.toMatchObject(busy);
  expect([one, two, three].map(({ hasBegun }) => hasBegun)).toEqual([true, true, false]);
  two.finish(['b']);
  await answers[1];
  expect(three.hasBegun).toBe(true);
  one.finish(['a', '{}']);
  three.finish(['c']);
  expect(await Promise.all(answers.map(async (answer) => text(await answer)))).toEqual([
    'a\n{}\n',
    'b\n',
    'c\n',
  ]);
});

test('a pull that fails leaves its place to the next', async () => {
  const gate = createPullGate({ atOnce: 1, waiting: 1, charsUnsent: 100 });
  const failing = gate.answer(() => Promise.reject(new Error('away')));
  const next = gate.answer(async () => ['a']);
  await expect(failing).rejects.toThrow('away');
  expect(await text(await next)).toBe('a\n');
});

test('while too much is on its way nothing more is read, until it was sent or its reader has gone', async () => {
  const gate = createPullGate({ atOnce: 4, waiting: 4, charsUnsent: 10 });
  const slow = await gate.answer(async () => ['0123456789']);
  await expect(gate.answer(async () => ['a'])).rejects.toMatchObject(busy);
  const gone = new Promise((closed) => slow.once('close', closed));
  slow.destroy();
  await gone;
  expect(await text(await gate.answer(async () => ['a']))).toBe('a\n');
});
