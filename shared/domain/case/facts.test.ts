import { describe, expect, test } from 'vitest';
import { aFlow, automatic, end, gateway, start, step, words } from '#test/support/a-flow.ts';
import { aCase, aWorld, caseOf, completion, done, run } from '#test/support/world.ts';
import { factsOf, withLearned } from './facts.ts';

const yesNo = {
  id: 'debt',
  label: words('debt'),
  help: null,
  type: 'yes-no',
  options: [],
  isRequired: true,
  onlyFor: [],
};
const flow = aFlow(
  [start(), step('A', { form: [yesNo] }), gateway('G', 'exclusive'), step('B'), step('C'), end()],
  ['start-A', 'A-G', 'G-B if debt and channel = "phone"', 'G-C else', 'B-end', 'C-end'],
);

test('rules ask for what was recorded, and for what the case is', () => {
  const supportCase = {
    category: 'error',
    channel: 'phone',
    priority: 'high',
    language: 'es',
    form: { debt: 'yes', plan: 'gold', category: 'access' },
  } as const;
  expect(factsOf(supportCase, flow)).toEqual({
    ...{ debt: true, plan: 'gold', category: 'error', channel: 'phone', priority: 'high', language: 'es' },
  });
});

test('what rules find out is kept as answers are, and asked for as it was found', () => {
  const found = { contact: 'A', days: 3, urgent: true };
  const kept = withLearned(aCase(aWorld({ version: flow })), found);
  expect(kept.form).toEqual({ contact: 'A', days: '3', urgent: 'yes' });
  expect(factsOf(kept, flow)).toMatchObject(found);
});

test('an answer given since counts instead, and null takes it back', () => {
  const found = withLearned(aCase(aWorld({ version: flow })), { days: 3, urgent: true });
  const answered = { ...found, form: { ...found.form, days: '4' } };
  expect(factsOf(answered, flow)).toMatchObject({ days: '4', urgent: true });
  const takenBack = withLearned(answered, { days: null, urgent: null });
  expect(takenBack.form).toEqual({});
  expect('learned' in takenBack).toBe(false);
});

test('a case kept before facts had types is read as it was', () => {
  const old = { ...aCase(aWorld({ version: flow })), form: { days: '3' } };
  expect(factsOf(old, flow)).toMatchObject({ days: '3' });
});

describe('a table, a step, and a decision by what the table said', () => {
  const yes = { ...yesNo, id: 'again', label: words('again') };
  const version = aFlow(
    [
      start(),
      automatic('look', { task: 'rule', decisionId: 'risk' }),
      step('work', { form: [yes] }),
      gateway('G', 'exclusive'),
      step('careful'),
      step('quick'),
      end(),
    ],
    [
      ...['start-look', 'look-work', 'work-G'],
      ...['G-look if again', 'G-careful if urgent and risk > 2', 'G-quick else', 'careful-end', 'quick-end'],
    ],
    {
      decisions: [
        {
          ...{ id: 'risk', name: words('risk'), hitPolicy: 'first' },
          inputs: [{ expression: 'if again then "again" else "first"', label: words('again') }],
          outputs: ['urgent', 'risk'].map((id) => ({ id, label: words(id) })),
          rules: [{ when: ['"first"'], gives: ['true', '3'] }],
        },
      ],
    },
  );

  const passes = (...again: readonly ('yes' | 'no')[]) => {
    const world = aWorld({ version });
    const { id } = aCase(world);
    for (const answer of again)
      done(world, 'case.completeStep', completion(world, id, 'work-G', { again: answer }));
    return caseOf(world, id);
  };

  test('the decision reads what the table found, though the case has rested in between', () => {
    expect(passes('no').position.tokens).toMatchObject([{ elementId: 'careful' }]);
  });

  test('where no row fits in the next pass, the answers of the first decide no more', () => {
    const { position, form } = passes('yes', 'no');
    expect(position.tokens).toMatchObject([{ elementId: 'quick' }]);
    expect(form).toEqual({ again: 'no' });
  });
});

test('the work of a step decides the rule after it, in the same breath', () => {
  for (const [debt, rests] of [
    ['yes', 'B'],
    ['no', 'C'],
  ] as const) {
    const world = aWorld({ version: flow });
    const { id, position, channel } = aCase(world);
    const { id: tokenId, elementId, attempt } = position.tokens[0] ?? { id: '', elementId: '', attempt: 1 };
    expect(channel).toBe('phone');
    run(world, 'case.completeStep', {
      caseId: id,
      tokenId,
      elementId,
      attempt,
      outcome: 'A-G',
      form: { debt },
      checked: [],
    });
    expect(caseOf(world, id).position.tokens.map((token) => String(token.elementId))).toEqual([rests]);
  }
});
