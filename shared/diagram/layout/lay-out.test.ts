/** What holds of every diagram that is laid out, whatever the flow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFlow } from '#shared/bpmn/parse-flow.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, boundary, end, gateway, start, step, subProcess, timer } from '#test/support/a-flow.ts';
import { crossingsIn, diagramFaults } from '#test/support/diagram-faults.ts';
import { heflo } from '#test/support/flows.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import { tangledFlow } from '#test/support/tangled-flow.ts';
import type { Box, Point } from '../geometry.ts';
import { layOut } from './lay-out.ts';

const corpus = process.env.RAIA_CORPUS;

test('a designed flow is drawn whole, and nothing lies on anything else', () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      expect(diagramFaults(flow, layOut(flow))).toEqual([]);
    }),
    { seed, numRuns: 200 },
  );
});

// Where anything may lead anywhere two lines into one element may meet before its border.
test('a tangled flow is drawn whole, and nothing lies on a shape', () => {
  fc.assert(
    fc.property(tangledFlow, (flow) => {
      const faults = diagramFaults(flow, layOut(flow));
      expect(faults.filter((fault) => !fault.includes(' lies on '))).toEqual([]);
    }),
    { seed, numRuns: 200 },
  );
});

test('a tangle is drawn too: where the best ways take too long to find, others are taken', () => {
  const [count, ways] = [300, 900];
  const ids = Array.from({ length: count }, (_, nth) => `g${nth}`);
  const picked = fc.sample(fc.constantFrom(...ids), { numRuns: 2 * ways, seed: 1 });
  const arrows = [
    ...['start-A', 'A-g0', `g${count - 1}-end`],
    ...ids.slice(1).map((id, nth) => `${ids[nth]}-${id}`),
    ...Array.from({ length: ways }, (_, nth) => `${picked[nth]}-${picked[ways + nth]}`),
  ];
  const gateways = ids.map((id) => gateway(id, 'exclusive', 'person'));
  const flow = aFlow([start(), step('A'), ...gateways, end()], [...new Set(arrows)]);
  const diagram = layOut(flow);
  for (const { id, from, to } of flow.transitions) {
    const [first, last] = [diagram.edges[id]?.[0], diagram.edges[id]?.at(-1)];
    expect([first, last].map((point, nth) => isAt(point, diagram.shapes[nth === 0 ? from : to]))).toEqual([
      true,
      true,
    ]);
  }
});

function isAt(point: Point | undefined, shape: Box | undefined): boolean {
  if (point === undefined || shape === undefined) return false;
  const { x, y, width, height } = shape;
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

test('the same version gives the same diagram, however it was drawn before', () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      const diagram = layOut(flow);
      expect(layOut(structuredClone({ ...flow, diagram }))).toEqual(diagram);
    }),
    { seed, numRuns: 50 },
  );
});

test('our own flow is drawn without a crossing', () => {
  const diagram = layOut(heflo);
  expect(diagramFaults(heflo, diagram)).toEqual([]);
  expect(crossingsIn(heflo, diagram)).toBe(0);
});

test('designed flows have few crossings', () => {
  const flows = fc.sample(randomFlow, { numRuns: 200, seed });
  const crossings = flows.reduce((sum, flow) => sum + crossingsIn(flow, layOut(flow)), 0);
  const ways = flows.reduce((sum, flow) => sum + flow.transitions.length, 0);
  expect(crossings / ways).toBeLessThan(0.02);
});

describe.runIf(corpus !== undefined)('models of others', () => {
  const folder = join(corpus ?? '', 'bpmn-models');
  const files = corpus === undefined ? [] : readdirSync(folder).filter((file) => file.endsWith('.bpmn'));

  test.each(files)('%s is drawn with two crossings at most', async (file) => {
    const flow = await parseFlow(readFileSync(join(folder, file), 'utf8'));
    const diagram = layOut(flow);
    expect(diagramFaults(flow, diagram)).toEqual([]);
    expect(crossingsIn(flow, diagram)).toBeLessThanOrEqual(2);
  });
});

test('what begins a flow and its main path stand in one row', () => {
  const flow = aFlow(
    [start(), step('A'), gateway('G', 'exclusive'), step('B'), step('C'), gateway('J', 'exclusive'), end()],
    ['start-A', 'A-G', 'G-B', 'G-C', 'B-J', 'C-J', 'J-end'],
  );
  const { shapes, edges } = layOut(flow);
  const middle = (id: string) => must(shapes[id], id).y + must(shapes[id], id).height / 2;
  for (const id of ['A', 'G', 'B', 'J', 'end']) expect(middle(id), id).toBe(middle('start'));
  expect(middle('C')).toBeGreaterThan(middle('B'));
  expect(edges['G-B']).toHaveLength(2);
  expect(edges['G-C']).toHaveLength(3);
});

test('what leads back runs beside the row, not through it', () => {
  const flow = aFlow([start(), step('A'), step('B'), end()], ['start-A', 'A-B', 'B-A', 'B-end']);
  const { shapes, edges } = layOut(flow);
  const back = must(edges['B-A'], 'way back');
  const { y, height } = must(shapes.A, 'A');
  expect(back).toHaveLength(4);
  expect(back.every((point) => point.y <= y || point.y >= y + height)).toBe(true);
});

test('a flow of nothing is a diagram of its lanes', () => {
  const none: FlowVersion = { ...aFlow([step('A')], []), elements: [] };
  expect(layOut(none)).toMatchObject({ lanes: { lane: { y: 0 } }, shapes: {}, edges: {} });
});

test('a design with mistakes is drawn as well', () => {
  const flow = aFlow(
    [
      start('start', { laneId: 'nowhere' }),
      subProcess('P', { within: 'Q' }),
      subProcess('Q', { within: 'P' }),
      step('inside', { within: 'P' }),
      subProcess('R'),
      step('deep', { within: 'R' }),
      boundary('B', 'gone', timer('PT1H')),
    ],
    ['start-deep', 'start-gone', 'B-inside', 'start-start'],
  );
  const { shapes, edges } = layOut(flow);
  expect(Object.keys(shapes).sort()).toEqual(flow.elements.map(({ id }) => id).sort());
  expect(Object.keys(edges).sort()).toEqual(['B-inside', 'start-deep', 'start-start']);
});
