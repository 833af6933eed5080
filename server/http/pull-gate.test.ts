import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { createPullGate } from './pull-gate.ts';

const busy = { kind: 'busy', retryAfterS: 2 };
/** More than goes out in one piece. */
const much = ['a'.repeat(100_000), 'b'];

function aPull() {
  let finish = (_lines: readonly string[]): void => {};
  const lines = new Promise<readonly string[]>((done) => {
    finish = done;
  });
  return { run: () => lines, finish };
}

test('while as many pulls are read as may be, the next is told to come again', async () => {
  const gate = createPullGate({ reading: 2, charsUnsent: 100 });
  const [one, two] = [aPull(), aPull()];
  const answers = [one, two].map((pull) => gate.answer(pull.run));
  await expect(gate.answer(async () => ['c'])).rejects.toMatchObject(busy);
  two.finish(['b']);
  expect(await answers[1]).toBe('b\n');
  expect(await gate.answer(async () => ['c'])).toBe('c\n');
  one.finish(['a', '{}']);
  expect(await answers[0]).toBe('a\n{}\n');
});

test('a pull that fails is under way no more', async () => {
  const gate = createPullGate({ reading: 1, charsUnsent: 100 });
  await expect(gate.answer(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await gate.answer(async () => ['a'])).toBe('a\n');
});

test('while too much is on its way nothing more is read, until it was sent or its reader has gone', async () => {
  const gate = createPullGate({ reading: 4, charsUnsent: 100_000 });
  const asStream = async () => {
    const answer = await gate.answer(async () => much);
    return must(answer instanceof Readable ? answer : undefined, 'a stream');
  };
  const slow = await asStream();
  await expect(gate.answer(async () => ['a'])).rejects.toMatchObject(busy);
  const gone = new Promise((closed) => slow.once('close', closed));
  slow.destroy();
  await gone;
  expect(await text(await asStream())).toBe(`${much.join('\n')}\n`);
  expect(await gate.answer(async () => ['a'])).toBe('a\n');
});
