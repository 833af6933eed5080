import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCustomer } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { aCase, aWorld } from '#test/support/world.ts';
import { archiveWords, askedWords, meetsAll } from './archive-words.ts';

const supportCase = {
  ...aCase(aWorld()),
  number: 4812,
  formerNumbers: [77],
  localCode: 'K-7Q',
  subject: 'Impressora não imprime à noite',
  form: { solution: 'Troca do cabo, e reinício.' },
};
const customer = { ...aCustomer(), name: 'Inês Araújo', code: 'CLI-042', email: 'ines@casa.example' };
const words = archiveWords(supportCase, customer);

test('a case is found by its subject, what was recorded, its names and its customer, accents or not', () => {
  for (const text of ['impressora NOITE', 'não imprime', 'cabo reinicio', '#4812', '77', 'k-7q'])
    expect([text, meetsAll(words, askedWords(text))]).toEqual([text, true]);
  for (const text of ['ines araujo', 'Araújo impressora', 'cli-042', '042', 'ines@casa.example'])
    expect([text, meetsAll(words, askedWords(text))]).toEqual([text, true]);
});

test('every word has to be there, and of the last one the beginning', () => {
  for (const text of ['impressora scanner', 'impress noite', 'pressora', '', ' . '])
    expect([text, meetsAll(words, askedWords(text))]).toEqual([text, false]);
  expect(meetsAll(words, askedWords('noite impress'))).toBe(true);
});

test('a case whose customer is not known is found by its own words', () => {
  expect(meetsAll(archiveWords(supportCase, undefined), askedWords('impressora'))).toBe(true);
});

test('whatever the subject says finds it, word by word and typed half', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(), (subject, where) => {
      const asked = askedWords(subject);
      const found = archiveWords({ ...supportCase, subject }, customer);
      expect(meetsAll(found, asked)).toBe(asked.length > 0);
      const word = asked[where % Math.max(1, asked.length)] ?? '';
      const half = askedWords(
        Array.from(word)
          .slice(0, Math.ceil(Array.from(word).length / 2))
          .join(''),
      );
      expect(meetsAll(found, half)).toBe(half.length > 0);
    }),
    { seed },
  );
});

test('words have an end, and so have their number', () => {
  const form = { solution: Array.from({ length: 5_000 }, (_, n) => `palavra${n}`).join(' ') };
  const many = archiveWords({ ...supportCase, form, subject: 'x'.repeat(300) }, customer);
  expect(many).toHaveLength(2_000);
  expect(many[0]).toBe('x'.repeat(64));
  expect(meetsAll(many, askedWords('x'.repeat(200)))).toBe(true);
});
