import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalSchema } from '#shared/domain/case/refusal.ts';
import { idOf } from '#test/support/ids.ts';
import { differs, recordedWords, writtenWords } from './written-words.ts';

function aRefusal(args: Readonly<Record<string, unknown>>) {
  return refusalSchema.parse({
    id: idOf('refusal'),
    m: idOf('mutation'),
    name: 'case.completeStep',
    code: 'token-moved',
    args,
    base: {},
    caseId: null,
    at: 0,
    settledAt: null,
  });
}

const words = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');

test('no word of a refused step is left out', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), words), words, (form, text) => {
      const values = writtenWords(aRefusal({ caseId: idOf('case'), attempt: 1, form, text })).map(
        ({ value }) => value,
      );
      expect(values).toEqual([...Object.values(form), text]);
    }),
  );
});

test('ids, passes and empty fields are not words', () => {
  const args = { caseId: idOf('case'), tokenId: idOf('token'), elementId: 'S2', attempt: 2, text: ' ' };
  expect(writtenWords(aRefusal(args))).toEqual([]);
});

test('fields of a customer and ticked items are told', () => {
  expect(
    writtenWords(aRefusal({ fields: { phone: '555' }, checked: ['a', 'b'], outcome: 'G1-yes' })),
  ).toEqual([
    { id: 'phone', kind: 'text', value: '555' },
    { id: 'checked', kind: 'checked', value: 'a,b' },
    { id: 'outcome', kind: 'outcome', value: 'G1-yes' },
  ]);
});

test('of two versions only what is not alike differs', () => {
  const mine = writtenWords(aRefusal({ outcome: 'G1-no', form: { category: 'usage', question: 'Qual?' } }));
  const theirs = recordedWords({
    ...{ kind: 'step-completed', elementId: 'S2', attempt: 1, outcome: 'G1-yes', checked: [] },
    form: { category: 'usage' },
  } as never);
  expect(theirs.map(({ id, value }) => [id, value])).toEqual([
    ['outcome', 'G1-yes'],
    ['category', 'usage'],
  ]);
  expect(mine.filter((one) => differs(one, theirs)).map(({ id }) => id)).toEqual(['outcome', 'question']);
  expect(theirs.filter((one) => differs(one, mine)).map(({ id }) => id)).toEqual(['outcome']);
});

test('a repair tells what was to be done, and where to or by which way', () => {
  const act = { act: 'move', tokenId: 't', elementId: 'S2', attempt: 1, to: 'S5' };
  expect(writtenWords({ args: { caseId: 'c', act, text: 'sem rede' } })).toEqual([
    { id: 'act', kind: 'act', value: 'move' },
    { id: 'place', kind: 'place', value: 'S5' },
    { id: 'text', kind: 'text', value: 'sem rede' },
  ]);
  const skip = { act: 'skip', tokenId: 't', elementId: 'S2', attempt: 1, outcome: 'G1-no' };
  expect(writtenWords({ args: { act: skip } }).map(({ value }) => value)).toEqual(['skip', 'G1-no']);
});

test('every way that was taken together is told', () => {
  const ways = writtenWords({ args: { outcome: 'G-a', also: ['G-b', 'G-c'] } });
  expect(ways.map(({ kind, value }) => [kind, value])).toEqual([
    ['outcome', 'G-a'],
    ['outcome', 'G-b'],
    ['outcome', 'G-c'],
  ]);
});
