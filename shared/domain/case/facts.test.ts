import { expect, test } from 'vitest';
import { aFlow, end, gateway, start, step, words } from '#test/support/a-flow.ts';
import { aCase, aWorld, caseOf, run } from '#test/support/world.ts';
import { factsOf, toAnswers } from './facts.ts';

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

test('what rules find out is kept as answers are', () => {
  expect(toAnswers({ contact: 'A', days: 3, urgent: true, open: null })).toEqual({
    ...{ contact: 'A', days: '3', urgent: 'yes' },
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
