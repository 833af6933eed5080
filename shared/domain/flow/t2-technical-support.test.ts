/** T2 holds all that its source names: see docs/flows.md. */
import { expect, test } from 'vitest';
import { languages } from '#shared/lib/words.ts';
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
import { findStep } from './elements.ts';
import { elementIdSchema } from './ids.ts';

const flow = builtIn('T2');

test('the client, the attendant, finance, supervision, development and, under escalation, the owner', () => {
  expect(lanesIn(flow)).toEqual(
    table(`
      customer    | C | no role
      agent       | A | agent
      finance     | F | internal-agent
      supervision | S | lead
      development | D | internal-agent
      owner       | G | process-owner  | under escalation
    `),
  );
});

test('each step asks its data and has its items ticked', () => {
  expect(workIn(flow)).toEqual(
    table(`
      _0     | customer    | name email? phone? subject text
      _1     | agent       | clientCode fullName                           | greeted
      _2     | agent       | customerCompany? employee? plan? points       | repeated?
      _3     | agent
      _3a    | agent       | financePerson
      _3b    | agent       | personType                                    | script-read
      _3.1a  | finance     | financeResult
      _3.1b  | finance     | financeResult
      _3.1c  | finance     | financeResult
      _4     | agent       | category occurrence                           | all-recorded? proper-words
      _5     | agent       | estimate[G5-now G5-long] consequences? tried? | order-checked?
      _5a    | agent       | appointmentAt[G5a-later]                      | duration-told?
      _5b    | customer    | appointmentAt[G5b-again]
      _5c    | agent       | tried ${urgency('[G5c-internal]')}            | supervisor-asked
      _5.1   | agent       | tried                                         | customer-database own-database executables? order-checked?
      _5.2   | supervision | wayToFinish[G5.2-finish] osNumber[G5.2-new] tried | well-tested order-checked
      _5.3   | agent       | osNumber executable[G5.3-released] tried?
      _5.3.1 | agent       | tried                                         | customer-case?
      _5.3a  | development | releaseDate[G5.3a-known] tried?
      _6     | agent       | cause solution                                | explained answer-proper
      _7     | agent       | ${urgency('')}
      _7a    | supervision | agreedSolution
      _7b    | agent       | osNumber
      E1     | owner
      E2     | owner       | facts decision                                | all-informed?
    `),
  );
});

/** What makes a case urgent; which deadline it is need not be said. */
function urgency(ways: string): string {
  return ['customerDeadline', 'deadline?', 'fine', 'internalUrgency'].map((id) => `${id}${ways}`).join(' ');
}

test('a natural person and a legal entity have each their contact in finance, what is neither has none', () => {
  expect(choicesIn(flow)).toEqual(['personType | natural legal unknown']);
  expect(decisionsIn(flow)).toEqual(
    table(`
      finance-contact | personType: "natural" | financeContact: "A"
      finance-contact | personType: "legal"   | financeContact: "B"
    `),
  );
});

test('15 minutes are told, 20 minutes and 24 hours end the analysis', () => {
  expect(timersIn(flow)).toEqual(
    table(`
      T2.1a | PT15M business | beside _5
      T2.1b | PT20M business | stops _5
      T2.2  | PT24H wall     | stops _5.1
    `),
  );
  expect(limitsIn(flow)).toEqual(
    table(`
      _5   | PT15M | PT20M | business
      _5.1 | none  | PT24H | wall
    `),
  );
});

test('the type of person, what is urgent, and whether there is an order, decide by rules', () => {
  expect(rulesIn(flow)).toEqual(
    table(`
      G3.1-natural | personType = "natural" and financeContact != null
      G3.1-legal   | personType = "legal" and financeContact != null
      G3.1-none    | otherwise
      G7-urgent    | customerDeadline = true or fine = true or internalUrgency = true
      G7-calm      | otherwise
      G7o-yes      | osNumber != null
      G7o-no       | otherwise
    `),
  );
});

test('the messages go to whom the source says, with what they tell', () => {
  expect(messagesIn(flow)).toEqual(
    table(`
      M2.6  | internal-agent | clientCode
      M2.4  | customer       | occurrence
      M2.7  | agent
      M2.5  | customer       | appointmentAt
      M2.8  | agent
      M2.12 | lead
      M2.13 | lead           | customerDeadline fine internalUrgency
      M2.10 | internal-agent | osNumber
      M2.9  | customer       | osNumber releaseDate
      M2.3  | customer       | cause solution
      M2.2  | customer       | osNumber
      M2.11 | process-owner  | reason
    `),
  );
});

test.each(languages)('%s: the greeting has company, name and part of the day', (language) => {
  const greeting = findStep(flow, elementIdSchema.parse('_1'))?.script?.[language];
  for (const variable of ['{company}', '{agent}', '{partOfDay}']) expect(greeting).toContain(variable);
});

test.each(languages)('%s: the transfer script does not name the debt', (language) => {
  const script = findStep(flow, elementIdSchema.parse('_3b'))?.script?.[language];
  expect(script).toMatch(/finan[cz]/i);
  expect(script).not.toMatch(/d[ée]bit|dívida|deuda|deb[te]|owe|atras|arrears/i);
});

test('a case is escalated from every step but those of the customer and the owner', () => {
  expect(notEscalatedIn(flow)).toEqual(['_5b', 'E2']);
});

test('its rules are told; what comes back is analysed again; no step makes an article', () => {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  expect(flow.rules.map(({ id }) => id)).toEqual(numbers.map((number) => `R2.${number}`));
  expect(flow.reopensAt).toBe('_5');
  expect(elementsOf(flow, 'step').filter(({ effect }) => effect !== null)).toEqual([]);
});
