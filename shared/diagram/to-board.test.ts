import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, boundary, end, start, step, subProcess, timer } from '#test/support/a-flow.ts';
import { overlaps } from '#test/support/diagram-faults.ts';
import { builtInFlows, heflo } from '#test/support/flows.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import type { Drawing } from './drawing.ts';
import { foldFlow, linksFrom } from './fold.ts';
import { isClear, overlap } from './geometry.ts';
import { layOut } from './layout/lay-out.ts';
import { neighbourOf } from './neighbour.ts';
import { toBoard } from './to-board.ts';
import { toDiagram } from './to-diagram.ts';

const sizes = [
  { width: 1024, height: 740 },
  { width: 900, height: 560 },
  { width: 1500, height: 920 },
  { width: 300, height: 300 },
];
const inPortuguese = { language: 'pt-BR' } as const;
const board = (size = { width: 1024, height: 740 }) => toBoard(heflo, { ...inPortuguese, size });

function pairs<T>(values: readonly T[]): readonly (readonly [T, T])[] {
  return values.flatMap((a, index) => values.slice(index + 1).map((b) => [a, b] as const));
}

function expectInLanes({ nodes, lanes }: Drawing): void {
  for (const { box, tone } of nodes) {
    const lane = lanes.find((candidate) => candidate.tone === tone)?.box;
    expect(lane && box.y >= lane.y && box.y + box.height <= lane.y + lane.height).toBe(true);
  }
}

describe.each(sizes)('on a board of $width by $height', (size) => {
  test('no two places overlap and each stands in its lane', () => {
    const drawing = board(size);
    for (const [a, b] of pairs(drawing.nodes)) expect(overlap(a.box, b.box), `${a.id} ${b.id}`).toBe(false);
    expectInLanes(drawing);
  });

  test('no line runs through a place', () => {
    const { nodes, edges } = board(size);
    for (const { id, from, to, points } of edges) {
      const others = nodes.filter((node) => node.id !== from && node.id !== to).map(({ box }) => box);
      expect(isClear(points, others, 0), id).toBe(true);
    }
  });
});

/** Of each flow every line, and what lies on what it has nothing to do with. */
function onBoard(flow: FlowVersion): readonly string[] {
  const { edges } = toBoard(flow, { ...inPortuguese, size: { width: 1024, height: 740 } });
  return overlaps(edges, Object.fromEntries(edges.map(({ id, points }) => [id, points])));
}

test('no two lines lie on each other but where they come from one place or lead to one', () => {
  for (const flow of builtInFlows) expect(onBoard(flow), flow.key).toEqual([]);
  fc.assert(
    fc.property(randomFlow, (flow) => {
      expect(onBoard({ ...flow, diagram: layOut(flow) })).toEqual([]);
    }),
    { seed, numRuns: 100 },
  );
});

test('what does not fit is as small as can be read, and not stretched beyond it', () => {
  const large = must(
    builtInFlows.find(({ key }) => key === 'T2'),
    'T2',
  );
  const size = { width: 700, height: 1400 };
  const { width, height } = toBoard(large, { ...inPortuguese, size });
  expect(width).toBeGreaterThan(size.width / 0.7);
  expect(height).toBeCloseTo(size.height / 0.7, 5);
});

test('messages and decisions are folded away, and outcomes join the steps', () => {
  const { places, links } = foldFlow(heflo);
  expect(places.filter(({ kind }) => kind === 'throw' || kind === 'gateway')).toEqual([]);
  expect(links.find(({ id }) => id === 'G1-no')).toMatchObject({ from: 'S2', to: 'S1b' });
  expect(links.find(({ id }) => id === 'S4-M3')).toMatchObject({ from: 'S4', to: 'End', name: null });
});

test.each(builtInFlows.map((version) => [version.key, version] as const))(
  'from where %s begins every way is drawn once, and called only where there is a choice',
  (_, version) => {
    const starts = version.elements.filter(({ kind }) => kind === 'start');
    for (const { id } of starts) {
      const links = linksFrom(version, id);
      expect(new Set(links.map((link) => link.id)).size).toBe(links.length);
      if (links.length === 1) expect(links[0]?.name).toBeNull();
    }
  },
);

test('links stand in the order of the buttons', () => {
  expect(linksFrom(heflo, 'S2' as never).map(({ id }) => id)).toEqual(['G1-no', 'G1-yes']);
});

test('arrows reach every place of the board from the start', () => {
  const drawing = board();
  const seen = new Set<string>(['S1']);
  const open = ['S1'];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const arrow of ['left', 'right', 'up', 'down'] as const) {
      const next = neighbourOf(drawing, id, arrow);
      if (next === null || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  expect([...seen].sort()).toEqual(drawing.nodes.map(({ id }) => String(id)).sort());
});

test('an arrow follows a line before it looks elsewhere', () => {
  expect(neighbourOf(board(), 'S6', 'right')).toBe('S7');
  expect(neighbourOf(board(), 'S8', 'up')).toBe('S10');
});

test.each(builtInFlows.map((version) => [version.key, version] as const))(
  'the whole of %s is drawn: every element in its lane, every transition a line',
  (_, version) => {
    const drawing = toDiagram(version, { language: 'en', case: null });
    expect(drawing.nodes.map(({ id }) => id)).toEqual(version.elements.map(({ id }) => id));
    expect(drawing.edges.map(({ id }) => id)).toEqual(version.transitions.map(({ id }) => id));
    expectInLanes(drawing);
  },
);

test('what happens to a sub-process leads on from where one is come to inside it', () => {
  const inner = { within: 'sub' };
  const flow = aFlow(
    [
      ...[start(), subProcess('sub'), start('in', inner), step('A', inner), step('B', inner)],
      ...[end('out', { kind: 'none' }, inner), boundary('late', 'sub', timer('PT1H')), step('C'), end()],
    ],
    ['start-sub', 'in-A', 'A-B', 'B-out', 'sub-end', 'late-C', 'C-end'],
  );
  const { links } = foldFlow({ ...flow, diagram: layOut(flow) });
  expect(links.map(({ from, to }) => `${from} ${to}`)).toEqual([
    ...['start A', 'A B', 'A C', 'B end', 'C end'],
  ]);
});
