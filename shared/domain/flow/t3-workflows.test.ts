/** T3.0 to T3.6b hold all that their source names: see docs/flows.md. */
import { describe, expect, test } from 'vitest';
import { elementsOf, startsOf } from '#test/support/flow-paths.ts';
import {
  choicesIn,
  decisionsIn,
  lanesIn,
  limitsIn,
  messagesIn,
  rulesIn,
  table,
  timersIn,
  workIn,
} from '#test/support/flow-tables.ts';
import { builtIn, builtInFlows } from '#test/support/flows.ts';
import type { FlowVersion } from './flow-version.ts';

describe('T3.0, a complaint', () => {
  const flow = builtIn('T3.0');

  test('the agent answers, apologises and offers a solution', () => {
    expect(lanesIn(flow)).toEqual(['customer | C | no role', 'agent | A | agent']);
    expect(workIn(flow)).toEqual(
      table(`
        S1 | customer | name email? phone? subject text
        S2 | agent    |                               | heard-out?
        S3 | agent    | solution refusalReason?[G1-no] | apologised? answers-complaint?
      `),
    );
    expect(messagesIn(flow)).toEqual([]);
  });
});

describe('T3.1, troubleshooting by phone', () => {
  const flow = builtIn('T3.1');

  test('the client, the voice assistant, the agent and the right person', () => {
    expect(lanesIn(flow)).toEqual(
      table(`
        customer     | C | no role
        assistant    | V | no role
        agent        | A | agent
        right-person | P | internal-agent
      `),
    );
  });

  test('the client explains, the agent asks, opens a ticket, solves or names the right person', () => {
    expect(workIn(flow)).toEqual(
      table(`
        S1  | customer     | name email? phone? subject text
        S3  | agent
        S4  | agent        |                                          | contact-checked?
        S5  | customer     | problem department[G1-redirect G1-callback]
        S6  | agent        |                                          | right-person-answered? problem-told?
        S7  | agent        | ticketRef                                | number-confirmed
        S8  | right-person |                                          | problem-read?
        S9  | agent        | clarification?                           | understood?
        S10 | agent        | ticketRef
        S11 | agent        | solution[G3-solve] article?[G3-solve] escalationTarget[G3-escalate]
        S12 | right-person | solution article?
      `),
    );
  });

  test('the call back is promised to the client, the rest goes to the right person', () => {
    expect(messagesIn(flow)).toEqual(
      table(`
        M1 | customer       | ticketRef department
        M2 | internal-agent | department ticketRef problem
        M3 | internal-agent | problem
      `),
    );
  });
});

describe('T3.2a, a chatbot that answers', () => {
  const flow = builtIn('T3.2a');

  test('the client asks and chooses, the bot answers, an agent takes over', () => {
    expect(lanesIn(flow)).toEqual(
      table(`
        customer | C | no role
        bot      | B | no role
        agent    | A | agent
      `),
    );
    expect(workIn(flow)).toEqual(
      table(`
        S1 | customer | name email? phone? subject text
        S2 | customer | asked category
        S4 | customer | chosenQuestion[G2-chosen] solution[G2-chosen] article?[G2-chosen]
        S5 | customer | details?
        S6 | agent    | solution                        | chat-read nothing-asked-twice?
      `),
    );
  });

  test('the bot knows the most common questions, everything else goes to an agent', () => {
    expect(decisionsIn(flow)).toEqual(
      table(`
        botTopics | category: "how-to"  | botKnows: true
        botTopics | category: "billing" | botKnows: true
        botTopics | category: "access"  | botKnows: true
        botTopics | category: "request" | botKnows: true
        botTopics | category: "account" | botKnows: true
        botTopics | category: -         | botKnows: false
      `),
    );
    expect(rulesIn(flow)).toEqual(['G1-known | botKnows = true', 'G1-unknown | otherwise']);
  });

  test('the agent gets what the client asked, so that nothing is asked twice', () => {
    expect(messagesIn(flow)).toEqual(
      table(`
        M1 | customer
        M2 | customer | asked
        M3 | customer | chosenQuestion solution
        M4 | customer
        M5 | agent    | asked
        M6 | customer | asked solution
      `),
    );
  });
});

describe('T3.2b, a chatbot for leads', () => {
  const flow = builtIn('T3.2b');

  test('a visitor who accepts gives name and e-mail, and an agent gets them', () => {
    expect(lanesIn(flow)).toEqual(['customer | V | no role', 'bot | B | no role']);
    expect(workIn(flow)).toEqual(
      table(`
        S1 | customer | name email? phone? subject text
        S2 | customer
        S3 | customer
        S4 | customer | leadName[G3-given] leadEmail[G3-given]
      `),
    );
    expect(messagesIn(flow)).toEqual(
      table(`
        M1 | customer
        M2 | customer
        M3 | customer
        M4 | agent | leadName leadEmail
      `),
    );
  });
});

describe('T3.3, feedback on the product', () => {
  const flow = builtIn('T3.3');

  test('the agent opens a ticket, the product team considers, fixes or files it', () => {
    expect(lanesIn(flow)).toEqual(
      table(`
        customer | C | no role
        agent    | A | agent
        product  | P | internal-agent
      `),
    );
    expect(workIn(flow)).toEqual(
      table(`
        S1 | customer | name email? phone? subject text
        S2 | agent    |                      | read-whole?
        S3 | agent    | category problem severity feedbackPath assignedTo ticketNumber? | own-words?
        S4 | product  | assessment?
        S5 | product  | productUpdate        | fix-tested?
        S6 | product  | productUpdate
        S7 | agent    | followUp[G2-yes]     | no-internal-terms?
      `),
    );
  });

  test('it is told how bad it is and where it goes', () => {
    expect(choicesIn(flow)).toEqual(
      table(`
        severity     | health costly other
        feedbackPath | tracker record messenger
      `),
    );
  });

  test('the client is thanked, the product team tells the agent, the agent the client', () => {
    expect(messagesIn(flow)).toEqual(
      table(`
        M1 | customer
        M2 | internal-agent | assignedTo severity problem
        M3 | agent          | productUpdate
        M4 | customer       | followUp
      `),
    );
  });
});

describe('T3.4, orders that are shipped', () => {
  const flow = builtIn('T3.4');

  test('finance confirms, the warehouse checks, updates, ships and makes the tracking number', () => {
    expect(lanesIn(flow)).toEqual(
      table(`
        customer  | C | no role
        store     | L | no role
        finance   | F | internal-agent
        warehouse | D | internal-agent
      `),
    );
    expect(workIn(flow)).toEqual(
      table(`
        S1  | customer  | name email? phone? subject text
        S3  | finance   | invoice address                        | invoice-matches
        S4  | warehouse | outOfStock[G1-no]                      | items-found?
        S5  | warehouse
        S6  | warehouse |                                        | stock-updated site-updated
        S7  | warehouse |                                        | items-right address-right
        S8  | warehouse | tracking
        S9  | customer  | orderIssue[G2-issue] details[G2-issue]
        S10 | finance   | solution
        S11 | warehouse | solution                               | stock-corrected?
      `),
    );
  });

  test('charges go to finance, returns and wrong or missing deliveries to the warehouse', () => {
    expect(choicesIn(flow)).toEqual(['orderIssue | return charge wrong missing']);
    expect(rulesIn(flow)).toEqual(['G3-charge | orderIssue = "charge"', 'G3-delivery | otherwise']);
  });

  test('the invoice goes to the client and to finance, the tracking number to the client', () => {
    expect(messagesIn(flow)).toEqual(
      table(`
        M1 | customer
        M2 | internal-agent
        M3 | customer       | invoice
        M4 | internal-agent | address
        M5 | customer       | outOfStock
        M6 | customer       | tracking
        M7 | customer       | solution
      `),
    );
  });
});

describe('T3.4b, digital orders', () => {
  const flow = builtIn('T3.4b');

  test('the same without warehouse and shipping', () => {
    expect(lanesIn(flow)).toEqual(
      table(`
        customer | C | no role
        store    | L | no role
        finance  | F | internal-agent
      `),
    );
    expect(workIn(flow)).toEqual(
      table(`
        S1 | customer | name email? phone? subject text
        S3 | finance  | invoice                                | invoice-matches
        S4 | customer | orderIssue[G1-issue] details[G1-issue]
        S5 | finance  | solution
      `),
    );
    expect(choicesIn(flow)).toEqual(choicesIn(builtIn('T3.4')));
    expect(messagesIn(flow)).toEqual(
      table(`
        M1 | customer
        M2 | internal-agent
        M3 | customer       | invoice
        M4 | customer       | solution
      `),
    );
  });
});

describe('T3.5, the shopping cart', () => {
  const flow = builtIn('T3.5');

  test('every thing the client does is a step of its own, up to the payment', () => {
    expect(lanesIn(flow)).toEqual(
      table(`
        customer | C | no role
        store    | L | no role
        agent    | A | agent
      `),
    );
    expect(workIn(flow)).toEqual(
      table(`
        S1  | customer | name email? phone? subject text
        S2  | customer
        S3  | customer | deliveryCost?
        S4  | customer
        S5  | customer
        S6  | customer | contact address
        S7  | customer | coupon?
        S8  | customer
        S9  | customer
        S10 | customer
        S11 | agent    | leftBecause details? | last-step-seen?
      `),
    );
    expect(messagesIn(flow)).toEqual(['M1 | customer', 'M2 | customer']);
  });

  test('why people leave: long forms, payment delay, hidden returns or delivery cost', () => {
    expect(choicesIn(flow)).toEqual([
      'leftBecause | long-form payment-delay hidden-returns hidden-delivery-cost other unknown',
    ]);
    expect(timersIn(flow)).toEqual(['B1 | PT24H wall | stops P1']);
  });
});

describe('T3.6a, onboarding', () => {
  const flow = builtIn('T3.6a');

  test('the team calls, agrees, implements, trains and checks in', () => {
    expect(lanesIn(flow)).toEqual(['customer | C | no role', 'success | S | agent']);
    expect(workIn(flow)).toEqual(
      table(`
        S1 | customer | name email? phone? subject text
        S2 | success  | details?         | setup-mail-arrived?
        S3 | success  | goals milestones | customer-agrees
        S4 | success  | implemented?     | customer-tried?
        S5 | success  | trained?         | questions-answered?
        S6 | customer | feedback?
        S7 | success  | milestoneResult  | feedback-read?
      `),
    );
    expect(messagesIn(flow)).toEqual(['M1 | customer', 'M2 | customer']);
  });
});

describe('T3.6b, onboarding that adapts', () => {
  const flow = builtIn('T3.6b');

  test('the agent watches, reaches out, sends resources, sets up a call and checks in', () => {
    expect(lanesIn(flow)).toEqual(['customer | C | no role', 'agent | A | agent']);
    expect(workIn(flow)).toEqual(
      table(`
        S1 | customer | name email? phone? subject text
        S2 | agent    | activity
        S3 | agent    | obstacle?
        S4 | agent    | resources article? | links-tried?
        S5 | agent    | callAt[G2-call]
        S6 | customer | details?
        S7 | agent    | activity
      `),
    );
    expect(messagesIn(flow)).toEqual(
      table(`
        M1 | customer
        M2 | customer | resources
        M3 | customer | callAt
      `),
    );
  });

  test('three days without action are too many', () => {
    expect(timersIn(flow)).toEqual(['B1 | P3D wall | stops S2']);
  });
});

describe('all of them', () => {
  const flows = builtInFlows.filter(({ key }) => key.startsWith('T3.'));

  test.each([
    ['T3.0', 'S3', ''],
    ['T3.1', 'S9', 'R3.1 R3.2'],
    ['T3.2a', 'S6', 'R3.3 R3.4'],
    ['T3.2b', 'S3', 'R3.3 R3.4'],
    ['T3.3', 'S3', 'R3.5'],
    ['T3.4', 'S9', ''],
    ['T3.4b', 'S4', ''],
    ['T3.5', 'S11', ''],
    ['T3.6a', 'S7', ''],
    ['T3.6b', 'S7', ''],
  ])('%s begins again at %s, and tells its rules: %s', (key, reopensAt, rules) => {
    const flow = builtIn(key);
    expect(flow.reopensAt).toBe(reopensAt);
    expect(flow.rules.map(({ id }) => id).join(' ')).toBe(rules);
  });

  test.each(flows)('$key: no limits of steps, no escalation, no article made', (flow) => {
    expect(limitsIn(flow)).toEqual([]);
    expect(startsOf(flow, 'escalation')).toEqual([]);
    expect(elementsOf(flow, 'step').filter(({ effect }) => effect !== null)).toEqual([]);
  });

  test('only the bot and the orders decide by rules, only the cart and the activity have clocks', () => {
    const those = (rowsIn: (flow: FlowVersion) => readonly string[]) =>
      flows.filter((flow) => rowsIn(flow).length > 0).map(({ key }) => key);
    expect(those(rulesIn)).toEqual(['T3.2a', 'T3.4']);
    expect(those(decisionsIn)).toEqual(['T3.2a']);
    expect(those(timersIn)).toEqual(['T3.5', 'T3.6b']);
  });
});
