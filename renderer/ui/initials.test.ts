import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test('initials are whole letters, however they are written', () => {
  expect(initialsOf('Lia Moraes')).toBe('LM');
  expect(initialsOf('  ana  ')).toBe('A');
  expect(initialsOf('e\u0301lia 👩‍👩‍👧 nunes')).toBe('E\u0301N');
  expect(initialsOf('👩‍👩‍👧')).toBe('👩‍👩‍👧');
  expect(initialsOf('')).toBe('');
});

test('no name breaks a letter in two', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => !/\p{Surrogate}/u.test(initialsOf(name))));
});
