/** T4 holds all that its source names: see docs/flows.md. */
import { expect, test } from 'vitest';
import { elementsOf } from '#test/support/flow-paths.ts';
import {
  choicesIn,
  decisionsIn,
  lanesIn,
  limitsIn,
  messagesIn,
  notEscalatedIn,
  rulesIn,
  table,
  timersIn,
  workIn,
} from '#test/support/flow-tables.ts';
import { builtIn } from '#test/support/flows.ts';

const flow = builtIn('T4');

test('the client, the first level, the specialists, the managers and, under escalation, the owner', () => {
  expect(lanesIn(flow)).toEqual(
    table(`
      customer   | C | no role
      agent      | P | agent
      specialist | E | internal-agent
      managers   | G | lead
      owner      | D | process-owner  | under escalation
    `),
  );
});

test('each stage asks its data and has its items ticked', () => {
  expect(workIn(flow)).toEqual(
    table(`
      S1  | customer   | name email? phone? subject text
      _1  | agent      | category ${only('G1-route', 'transferTarget transferReason')} | no-duplicate?
      _2  | agent      | problem complexity priority procedure? | earlier-cases? customer-guided?
      _3  | agent      | ${only('G2-yes', 'solution article?')} ${only('G2-no', 'transferTarget transferReason')} | base-searched?
      _4  | specialist | solution article? tried?      | handover-read?
      _5  | customer   | details remainingQuestion[G3-first G3-specialist] description ${only('G3-specialist', 'transferTarget transferReason')}
      _6  | customer   | rating comment?
      _6b | managers   | reviewResult                  | history-read? compared-with-flow?
      _7  | agent      | gap? processChange?           | read-whole?
      _7a | agent      | articleTitle?                 | no-personal-data
      E1  | owner
      E2  | owner      | facts decision                | history-read?
    `),
  );
});

function only(way: string, fields: string): string {
  return fields.replaceAll(/\S+/g, (field) => `${field}[${way}]`);
}

test('three levels of complexity and priority, five ratings or none', () => {
  expect(choicesIn(flow)).toEqual(
    table(`
      complexity | low medium high
      priority   | low medium high
      rating     | very-good good fair poor very-poor none
    `),
  );
});

test('a rating of one or two is negative', () => {
  expect(rulesIn(flow)).toEqual(
    table(`
      G4-negative | rating = "poor" or rating = "very-poor"
      G4-other    | otherwise
    `),
  );
  expect(decisionsIn(flow)).toEqual([]);
});

test('the messages go to whom they should, with what they tell', () => {
  expect(messagesIn(flow)).toEqual(
    table(`
      M1 | internal-agent | transferTarget transferReason
      M2 | customer       | solution
      M3 | customer
      M5 | lead           | rating
      M4 | process-owner  | reason
    `),
  );
});

test('a survey is waited for seven days, and nothing else has a limit', () => {
  expect(timersIn(flow)).toEqual(['_6t | P7D wall | stops _6']);
  expect(limitsIn(flow)).toEqual([]);
});

test('the first level and the specialists escalate, nobody else does', () => {
  expect(notEscalatedIn(flow)).toEqual(['_5', '_6', '_6b', 'E2']);
});

test('its rules are told; what comes back is understood anew; the article is made at its own step', () => {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect(flow.rules.map(({ id }) => id)).toEqual(numbers.map((number) => `R4.${number}`));
  expect(flow.reopensAt).toBe('_2');
  expect(elementsOf(flow, 'step').filter(({ effect }) => effect !== null)).toMatchObject([{ id: '_7a' }]);
});
