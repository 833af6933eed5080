import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingPart } from './differing-part.ts';

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
