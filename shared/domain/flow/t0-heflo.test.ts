/** T0 holds all that its source names: see docs/flows.md. */
import { expect, test } from 'vitest';
import { elementsOf } from '#test/support/flow-paths.ts';
import {
  decisionsIn,
  limitsIn,
  messagesIn,
  rulesIn,
  table,
  timersIn,
  workIn,
} from '#test/support/flow-tables.ts';
import { heflo } from '#test/support/flows.ts';
import { laneOf } from './elements.ts';

test('four lanes, each with its steps, decisions, messages and events', () => {
  const byLane = heflo.lanes.map(({ id, letter, role, isOnlyUnderEscalation }) => {
    const elements = heflo.elements.filter((element) => element.laneId === id).map((element) => element.id);
    return [letter, role, isOnlyUnderEscalation, elements.join(' ')];
  });
  expect(byLane).toEqual([
    ['C', null, false, 'S1 S1b'],
    ['A', 'agent', false, 'M1 S2 G1 M2 S3 G2 S4 S5 M6 S10 M5 M3 M4 End'],
    ['I', 'internal-agent', false, 'S6 G3 S7 S8 G4 S9'],
    ['D', 'process-owner', true, 'E1 M7 S11 S12 S13 E1End'],
  ]);
});

test('the ways between them are those of the source', () => {
  const ways = heflo.transitions.map(({ from, to }) => `${from} ${to}`).sort();
  const source = [
    'S1 M1, M1 S2, S2 G1, G1 M2, M2 S1b, S1b S2, G1 S3, S3 G2, G2 S4, S4 M3, M3 M4, M4 End',
    'G2 S5, S5 M6, M6 S6, S6 G3, G3 S7, S7 S8, G3 S8, S8 G4, G4 S9, S9 S10, G4 S10, S10 M5, M5 M3',
    'E1 M7, M7 S11, S11 S12, S12 S13, S13 E1End',
  ];
  expect(ways).toEqual(source.flatMap((line) => line.split(', ')).sort());
});

test('the messages go to whom the source says, with what they tell', () => {
  expect(messagesIn(heflo)).toEqual(
    table(`
      M1 | agent
      M2 | customer       | question
      M3 | customer       | solution
      M4 | customer
      M5 | customer       | solution
      M6 | internal-agent | additional
      M7 | process-owner  | reason
    `),
  );
});

test('its seven rules are told', () => {
  expect(heflo.rules.map((rule) => rule.id)).toEqual([
    'R0.1',
    'R0.2',
    'R0.3',
    'R0.4',
    'R0.5',
    'R0.6',
    'R0.7',
  ]);
});

test('its data is asked where it is known, and the work is checked', () => {
  expect(workIn(heflo)).toEqual(
    table(`
      S1  | customer | name email? phone? subject text
      S2  | agent    | category question[G1-no] | read-whole? no-duplicate?
      S1b | customer | details
      S3  | agent    |                          | customer-words? by-category?
      S4  | agent    | solution article?        | answers-request?
      S5  | agent    | additional               | customer-told?
      S6  | internal | category                 | additional-read?
      S7  | internal | tried?                   | reproduced?
      S8  | internal | solution                 | tested?
      S9  | internal | articleTitle?            | no-personal-data
      S10 | agent    |                          | reviewed
      E1  | owner
      S11 | owner    | facts peopleHeard        | history-read?
      S12 | owner    | measures?                | deadline-agreed?
      S13 | owner    | decision                 | all-informed?
    `),
  );
});

test('no time limits, and nothing is decided by rules', () => {
  expect([...timersIn(heflo), ...limitsIn(heflo), ...rulesIn(heflo), ...decisionsIn(heflo)]).toEqual([]);
});

test('attendants and internal agents escalate from every step, nobody else does', () => {
  for (const step of elementsOf(heflo, 'step'))
    expect(step.canEscalate, step.id).toBe(['A', 'I'].includes(laneOf(heflo, step.id).letter));
});

test('registering the solution is the internal agent’s choice, and is what makes the draft', () => {
  expect(elementsOf(heflo, 'step').filter((step) => step.effect !== null)).toMatchObject([
    { id: 'S9', effect: 'register-solution' },
  ]);
});
