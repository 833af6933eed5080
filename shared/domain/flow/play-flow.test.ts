/** A design tried out by a list of decisions. */
import { expect, test } from 'vitest';
import { aFlow, boundary, end, gateway, start, step, timer, words } from '#test/support/a-flow.ts';
import { heflo } from '#test/support/flows.ts';
import { playFlow } from './play-flow.ts';

test('elements are named by id or name, ways by id or label, in any language', () => {
  const played = playFlow(heflo, [
    { element: 'analisar e  categorizar', outcome: 'Complete', form: { category: 'error' } },
    { element: 'S3', outcome: 'G2-base' },
    { element: 'S4' },
  ]);
  expect(played.problem).toBeNull();
  expect(played.entered).toEqual(['S1', 'M1', 'S2', 'G1', 'S3', 'G2', 'S4', 'M3', 'M4', 'End']);
  expect(played.position.endedAt).not.toBeNull();
});

test('a way without a label is called by what it leads to, as people see it', () => {
  const asked = aFlow(
    [start(), step('A'), gateway('G', 'exclusive', 'person'), end('much'), end('little')],
    ['start-A', 'A-G', 'G-much', 'G-little'],
  );
  const ways = asked.transitions.map((way) => ({ ...way, name: null }));
  expect(playFlow({ ...asked, transitions: ways }, [{ element: 'A', outcome: 'little' }])).toMatchObject({
    problem: null,
    entered: ['start', 'A', 'G', 'little'],
  });
});

const timed = aFlow(
  [
    start(),
    step('A'),
    boundary('late', 'A', timer('PT20M')),
    step('B'),
    gateway('G', 'exclusive'),
    end('much'),
    end('little'),
  ],
  ['start-A', 'A-G', 'late-B', 'B-G', 'G-much if debt > 100', 'G-little else'],
);

test('time passes before a decision, and what falls due in it happens', () => {
  expect(playFlow(timed, [{ element: 'B', after: 'PT30M' }]).entered).toEqual([
    'start',
    'A',
    'late',
    'B',
    'G',
    'little',
  ]);
  expect(playFlow(timed, [{ element: 'late', after: 'PT20M' }])).toMatchObject({
    problem: null,
    entered: ['start', 'A', 'late', 'B'],
  });
});

test.each([
  ['R/PT1S', 'P1D'],
  ['R/PT0S', 'PT0S'],
])('a timer that comes again without end is followed so far and no further: %s', (value, after) => {
  const event = { kind: 'timer', timer: { kind: 'cycle', value } };
  const restless = aFlow(
    [start(), step('A'), boundary('again', 'A', event, false), end('told'), end()],
    ['start-A', 'A-end', 'again-told'],
  );
  expect(playFlow(restless, [{ element: 'A', after }]).problem).toMatchObject({
    nth: 0,
    kind: 'too-many-timers',
  });
});

test('an escalated case comes by its part of the flow and back to the step', () => {
  const escalated = [
    { element: 'S2', escalates: true },
    { element: 'S11' },
    { element: 'S12' },
    { element: 'S13' },
  ];
  const played = playFlow(heflo, escalated);
  expect(played.entered).toEqual(['S1', 'M1', 'S2', 'E1', 'M7', 'S11', 'S12', 'S13', 'E1End']);
  expect(played.messageIds).toEqual(['M1', 'M7']);
  expect(played.position.tokens).toMatchObject([{ elementId: 'S2' }]);
  expect(playFlow(timed, [{ element: 'A', escalates: true }]).problem?.kind).toBe('cannot-escalate-here');
});

test('answers decide rules', () => {
  expect(playFlow(timed, [{ element: 'A', form: { debt: 500 } }]).entered.at(-1)).toBe('much');
});

test('a decision that cannot be followed is named, with how far it went', () => {
  expect(playFlow(timed, [{ element: 'B' }])).toMatchObject({
    entered: ['start', 'A'],
    problem: { nth: 0, kind: 'not-there' },
  });
  expect(playFlow(timed, [{ element: 'A', outcome: 'sideways' }]).problem?.kind).toBe('outcome-unknown');
  expect(playFlow(timed, [{ element: 'A', after: 'a while' }]).problem?.kind).toBe('duration-unreadable');
  expect(playFlow(heflo, [{ element: 'S2' }]).problem?.kind).toBe('outcome-missing');
});

test('what could decide the way is not made up', () => {
  const chosen = { ...words('?') };
  const field = {
    id: 'paid',
    label: chosen,
    help: null,
    type: 'yes-no',
    options: [],
    isRequired: true,
    onlyFor: [],
  };
  const flow = aFlow([start(), step('A', { form: [field] }), end()], ['start-A', 'A-end']);
  expect(playFlow(flow, [{ element: 'A' }]).problem).toEqual({
    nth: 0,
    kind: 'work-missing',
    fields: ['paid'],
  });
  expect(playFlow(flow, [{ element: 'A', form: { paid: true } }]).problem).toBeNull();
});
