/** T1 holds all that its source names: see docs/flows.md. */
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

const flow = builtIn('T1');

test('the client, the representative, the person in charge and, under escalation, the owner', () => {
  expect(lanesIn(flow)).toEqual(
    table(`
      customer  | C | no role
      agent     | R | agent
      in-charge | E | internal-agent
      owner     | D | process-owner  | under escalation
    `),
  );
});

test('each step asks its data and has its items ticked', () => {
  expect(workIn(flow)).toEqual(
    table(`
      S1  | customer  | name email? phone? subject text
      _1  | agent     | satisfaction?                              | heard-out? material-at-hand?
      N2  | agent     | identityProof identityResult               | no-account-data?
      N2b | customer  | details
      N2c | agent     | solution article?                          | general-only
      _2  | agent     | problem category helpType satisfaction?    | understood? expectation-known?
      _3  | agent     | assignee resources? satisfaction?          | able-to-decide? customer-told?
      _4  | in-charge | solution article? satisfaction?            | clear-and-effective meets-expectation?
      _5a | agent     |                                            | solution-received?
      N5  | customer  | followUp satisfaction
      _5b | agent     | improvement?                               | customer-confirmed
      E1  | owner
      E2  | owner     | facts decision                             | history-read?
    `),
  );
});

test('identity is confirmed, proved a second time or not; satisfaction has three answers', () => {
  expect(choicesIn(flow)).toEqual(
    table(`
      satisfaction   | satisfied neutral dissatisfied
      identityResult | confirmed second-proof not-confirmed
    `),
  );
});

test('what is recorded of the identity decides; without it only general help is given', () => {
  expect(rulesIn(flow)).toEqual(
    table(`
      G1-yes       | identityResult = "confirmed"
      G1-second    | identityResult = "second-proof"
      G1-general   | otherwise
      G3-general   | identityResult = "not-confirmed"
      G3-confirmed | otherwise
    `),
  );
  expect(decisionsIn(flow)).toEqual([]);
});

test('the solution and the follow-up go to the client', () => {
  expect(messagesIn(flow)).toEqual(
    table(`
      M1 | customer
      M2 | internal-agent | assignee problem helpType
      M3 | customer       | solution
      M4 | customer
      M5 | process-owner  | reason
    `),
  );
});

test('no time limits', () => {
  expect([...timersIn(flow), ...limitsIn(flow)]).toEqual([]);
});

test('whoever has a case escalates it, the client and the owner do not', () => {
  expect(notEscalatedIn(flow)).toEqual(['N2b', 'N5', 'E2']);
});

test('its rules are told; a new contact is verified again; no step makes an article', () => {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect(flow.rules.map(({ id }) => id)).toEqual(numbers.map((number) => `R1.${number}`));
  expect(flow.reopensAt).toBe('N2');
  expect(elementsOf(flow, 'step').filter(({ effect }) => effect !== null)).toEqual([]);
});
