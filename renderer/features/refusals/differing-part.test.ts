import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingPart, joinedText } from './differing-part.ts';

const text = fc.array(fc.constantFrom('the', 'till', 'is', 'blank', '\n', '  ', ''), { maxLength: 12 });

test('the three parts are the whole text, and what stands around is in both', () => {
  fc.assert(
    fc.property(text, text, (words, others) => {
      const [one, other] = [words.join(' '), others.join(' ')];
      const mine = differingPart(one, other);
      const theirs = differingPart(other, one);
      expect(mine.before + mine.differing + mine.after).toBe(one);
      expect([theirs.before, theirs.after]).toEqual([mine.before, mine.after]);
    }),
  );
});

test('of equal texts nothing differs, and of one changed word that word', () => {
  expect(differingPart('Ligue de novo', 'Ligue de novo').differing).toBe('');
  expect(differingPart('Ligue o caixa de novo', 'Ligue a máquina de novo')).toEqual({
    before: 'Ligue ',
    differing: 'o caixa',
    after: ' de novo',
  });
});

test('the joined text has every word of both, and once what they have alike around', () => {
  const wordsIn = (one: string) => one.split(/\s+/).filter((word) => word !== '');
  fc.assert(
    fc.property(text, text, (words, others) => {
      const [one, other] = [words.join(' '), others.join(' ')];
      const joined = wordsIn(joinedText(one, other));
      for (const source of [one, other]) expect(joined).toEqual(expect.arrayContaining(wordsIn(source)));
      expect(joinedText(one, one)).toBe(one);
    }),
  );
  expect(joinedText('11 5550-5555', '11 5550-6666')).toBe('11 5550-5555 / 5550-6666');
  expect(joinedText('Ligue de novo', 'Ligue logo de novo')).toBe('Ligue logo de novo');
  expect(joinedText('Feche.\n\nAbra.', 'Espere.')).toBe('Feche.\n\nAbra.\n\nEspere.');
});
