import { expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { fillIn } from '#shared/lib/words.ts';
import { aFlow, end, start, step, words } from '#test/support/a-flow.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { answersInWords } from './answers.ts';

const field = (
  id: string,
  type: 'choice' | 'yes-no' | 'category' | 'text',
  options: readonly object[] = [],
) => ({
  ...{ id, type, options, label: words(id), help: null, isRequired: true, onlyFor: [] },
});
const high = { id: 'high', label: { 'pt-BR': 'Alta', es: 'Alta', en: 'High' } };
const flow = aFlow(
  [
    start(),
    step('A', {
      form: [
        field('severity', 'choice', [high]),
        field('fine', 'yes-no'),
        field('kind', 'category'),
        field('note', 'text'),
      ],
    }),
    end(),
  ],
  ['start-A', 'A-end'],
  { categories: [{ id: 'bill', label: { 'pt-BR': 'Cobrança', es: 'Facturación', en: 'Billing' } }] },
);

test('what was chosen is told by the words of its option, in the language asked for', () => {
  const answers = { severity: 'high', fine: 'yes', kind: 'bill' };
  expect(answersInWords(flow, answers, 'pt-BR')).toMatchObject({
    severity: 'Alta',
    fine: 'Sim',
    kind: 'Cobrança',
  });
  expect(answersInWords(flow, answers, 'es')).toMatchObject({
    severity: 'Alta',
    fine: 'Sí',
    kind: 'Facturación',
  });
  expect(answersInWords(flow, { fine: 'no' }, 'pt-BR')).toMatchObject({ fine: 'Não' });
});

test('what was written stays as it is, an option of another field and one that is no more too', () => {
  const answers = { note: 'high', severity: 'low', fine: 'perhaps', constructor: 'yes' };
  expect(answersInWords(flow, answers, 'en')).toEqual({ ...answers, kind: '—' });
});

test('what nobody answered and no table found is told by a dash, what the flow does not know by its braces', () => {
  const t2 = must(
    builtInFlows.find(({ key }) => key === 'T2'),
    'T2',
  );
  const told = (answers: Readonly<Record<string, string>>) =>
    fillIn('{financeContact}, {osNumber}, {contact}', answersInWords(t2, answers, 'en'));
  expect(told({ financeContact: 'A', osNumber: '12' })).toBe('A, 12, {contact}');
  expect(told({})).toBe('—, —, {contact}');
});
