import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '#test/support/seed.ts';
import { excerptOf, markHits, plainText, withoutMarks } from './highlight.ts';

test('the words met are marked as they are written, accents and all', () => {
  expect(markHits('A emissão, hoje.', ['emissao'])).toEqual([
    { text: 'A ', isHit: false },
    { text: 'emissão', isHit: true },
    { text: ', hoje.', isHit: false },
  ]);
});

test('marking changes no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (text, words) => {
      const joined = markHits(text, words).map((piece) => piece.text);
      expect(joined.join('')).toBe(text);
    }),
    { seed },
  );
});

test('an excerpt stands around the first word met and says that there is more', () => {
  const body = `${'Antes disso, nada. '.repeat(20)}A **folha** fecha aqui. ${'Depois, mais. '.repeat(20)}`;
  const excerpt = excerptOf(body, ['folha'], 80);
  expect(excerpt).toContain('A folha fecha aqui.');
  expect(excerpt).toMatch(/^… \w/);
  expect(excerpt).toMatch(/ …$/);
  expect(excerptOf('Curto', ['folha'], 80)).toBe('Curto');
});

test('an excerpt is never much longer than asked', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.string()),
      fc.integer({ min: 10, max: 200 }),
      (body, words, length) => {
        expect(excerptOf(body, words, length).length).toBeLessThanOrEqual(length + 4);
      },
    ),
    { seed },
  );
});

test('customers read no Markdown signs, and every line of the text', () => {
  const body =
    '## Passos\n\n1. Abra **Folha** e `Recalcular`\n* veja *tudo*\n\n> [Ajuda](https://example.com/a_b)\n\nsnake_case_name';
  expect(withoutMarks(body)).toBe(
    'Passos\n\n1. Abra Folha e Recalcular\n- veja tudo\n\nAjuda (https://example.com/a_b)\n\nsnake_case_name',
  );
  expect(plainText('# A\n\nb  c')).toBe('A b c');
});

test('what stands between angle brackets stays', () => {
  const body = 'Abra C:\\Users\\<usuario>\\<config> e digite <b>**sim**</b>.\n\n<pasta_de_rede>';
  expect(withoutMarks(body)).toBe(
    'Abra C:\\Users\\<usuario>\\<config> e digite <b>sim</b>.\n\n<pasta_de_rede>',
  );
});
