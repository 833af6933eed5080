import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '#test/support/seed.ts';
import { toStorable } from './storable.ts';

const nul = String.fromCharCode(0);

test('whatever the text, what is stored holds no NUL and no half character, keys included', () => {
  const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
  fc.assert(
    fc.property(fc.object({ key: anyText, values: [anyText] }), (value) => {
      const text = JSON.stringify(toStorable(value).value);
      expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/i);
    }),
    { seed },
  );
});

test('whole characters and everything that is no text stay as they are', () => {
  const value = { a: ['ação 🚀', 1, null, true], b: { c: '' } };
  expect(toStorable(value)).toEqual({ value, hadNul: false });
  expect(toStorable({ a: [nul] })).toEqual({ value: { a: ['\ufffd'] }, hadNul: true });
});
