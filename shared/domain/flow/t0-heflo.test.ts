/** T0 holds all that its source names: see docs/flows.md. */
import { expect, test } from 'vitest';
import { elementsOf } from '#test/support/flow-paths.ts';
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

test('the messages go to whom the source says', () => {
  expect(Object.fromEntries(heflo.messages.map(({ id, to }) => [id, to]))).toEqual({
    M1: 'agent',
    M2: 'customer',
    M3: 'customer',
    M4: 'customer',
    M5: 'customer',
    M6: 'internal-agent',
    M7: 'process-owner',
  });
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

test('its data is asked where it is known', () => {
  const asked = [...elementsOf(heflo, 'start'), ...elementsOf(heflo, 'step')].map(({ id, form }) => [
    id,
    form.map((field) => (field.isRequired ? field.id : `${field.id}?`)).join(' '),
  ]);
  expect(Object.fromEntries(asked.filter(([, fields]) => fields !== ''))).toEqual({
    S1: 'name email? phone? subject text',
    S1b: 'details',
    S2: 'category question',
    S4: 'solution article?',
    S5: 'additional',
    S6: 'category',
    S7: 'tried?',
    S8: 'solution',
    S9: 'articleTitle?',
    S11: 'facts peopleHeard',
    S12: 'measures?',
    S13: 'decision',
  });
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
