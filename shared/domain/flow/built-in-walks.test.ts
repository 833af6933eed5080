/** Every built-in flow is walked: every branch of it by somebody, each walk to where it should come. */
import { describe, expect, test } from 'vitest';
import { testWalks, walked } from '#test/support/flow-walks.ts';
import { builtIn, builtInFlows } from '#test/support/flows.ts';

describe.each(builtInFlows)('$key', (flow) => testWalks(flow, flow.key));

const toAnalysis = [
  { element: '_1' },
  { element: '_2' },
  { element: '_3', outcome: 'G3-no' },
  { element: '_4', form: { category: 'error' } },
];
const calm = { customerDeadline: false, fine: false, internalUrgency: false };
const toDatabase = [
  ...toAnalysis,
  { element: '_5', outcome: 'G5-doubt' },
  { element: '_5c', outcome: 'G5c-internal', form: calm },
];
const toSurvey = [
  { element: '_1', outcome: 'G1-here', form: { category: 'error' } },
  { element: '_2', form: { complexity: 'low', priority: 'low' } },
  { element: '_3', outcome: 'G2-yes' },
  { element: '_5', outcome: 'G3-yes' },
];

test.each([
  { key: 'T2', limit: 'T2.1a', at: ['PT14M59.999S', 'PT15M'], waits: ['_5', '_5'], way: toAnalysis },
  { key: 'T2', limit: 'T2.1b', at: ['PT19M59.999S', 'PT20M'], waits: ['_5', '_5c'], way: toAnalysis },
  { key: 'T2', limit: 'T2.2', at: ['PT23H59M59.999S', 'PT24H'], waits: ['_5.1', '_5.2'], way: toDatabase },
  { key: 'T3.5', limit: 'B1', at: ['PT23H59M59.999S', 'PT24H'], waits: ['P1 S2', 'S11'], way: [] },
  { key: 'T3.6b', limit: 'B1', at: ['PT71H59M59.999S', 'P3D'], waits: ['S2', 'S3'], way: [] },
  { key: 'T4', limit: '_6t', at: ['PT167H59M59.999S', 'P7D'], waits: ['_6', '_7'], way: toSurvey },
])('$key: $limit happens at $at.1 and not a millisecond before', ({ key, limit, at, waits, way }) => {
  const [early, due] = at.map((after) => walked(builtIn(key), [...way, { element: limit, after }]));
  expect(early).toMatchObject({ problem: { kind: 'not-there' }, ends: `waits at ${waits[0]}` });
  expect(due).toMatchObject({ problem: null, ends: `waits at ${waits[1]}` });
});

test('T2: another procedure has 15 minutes of its own', () => {
  const toItAgain = [
    ...toAnalysis,
    { element: '_5', outcome: 'G5-doubt', after: 'PT14M' },
    { element: '_5c', outcome: 'G5c-retry' },
  ];
  const told = (after: string) => walked(builtIn('T2'), [...toItAgain, { element: 'T2.1a', after }]).tells;
  expect(told('PT14M59.999S')).toBe('M2.4 to customer');
  expect(told('PT15M')).toBe('M2.4 to customer, M2.7 to agent');
});
