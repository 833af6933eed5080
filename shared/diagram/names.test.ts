import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema } from '#shared/domain/flow/ids.ts';
import { must } from '#shared/lib/must.ts';
import { words } from '#test/support/a-flow.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { randomFlow } from '#test/support/random-flow.ts';
import { seed } from '#test/support/seed.ts';
import type { Drawing } from './drawing.ts';
import { type Box, centreOf, labelBox, meetsDiamond, nameBox, overlap } from './geometry.ts';
import { layOut } from './layout/lay-out.ts';
import { formOf } from './layout/sizes.ts';
import { labelStyle, leastLabelRoom, nameStyle, withNames } from './names.ts';
import { toBoard } from './to-board.ts';
import { toDiagram } from './to-diagram.ts';
import { sizeOfWords } from './wrap.ts';

type Words = { readonly of: string; readonly box: Box };

function labelsOf({ edges }: Drawing): readonly Words[] {
  return edges.flatMap(({ id, label, labelPlace }) => {
    if (label === null || labelPlace === null) return [];
    const size = sizeOfWords(label, { ...labelStyle, room: Math.max(leastLabelRoom, labelPlace.width) });
    return [{ of: id, box: labelBox(labelPlace, size) }];
  });
}

function namesOf({ nodes }: Drawing): readonly Words[] {
  return nodes
    .filter((node) => formOf(node) !== 'box')
    .map(({ id, box, name, nameSide }) => ({
      of: id,
      box: nameBox(box, nameSide, sizeOfWords(name, nameStyle)),
    }));
}

/** Labels that lie on a shape, the name of one, or another label. */
function coveredLabels(drawing: Drawing): readonly string[] {
  const labels = labelsOf(drawing);
  const shapes = drawing.nodes.filter(({ kind }) => kind !== 'sub-process');
  const names = namesOf(drawing);
  return labels.flatMap(({ of, box }, index) => {
    const onShape = shapes.filter((shape) =>
      (shape.kind === 'gateway' ? meetsDiamond : overlap)(box, shape.box),
    );
    const onWords = [...names, ...labels.slice(index + 1)].filter((other) => overlap(box, other.box));
    return [...onShape.map(({ id }) => id), ...onWords.map((other) => other.of)].map(
      (other) => `${of} lies on ${other}`,
    );
  });
}

/** Every way out of a decision has a name as long as people give them. */
function named(flow: FlowVersion): FlowVersion {
  return {
    ...flow,
    transitions: flow.transitions.map((way, nth) => ({ ...way, name: words(`Way ${nth}`) })),
  };
}

const views = { width: 1000, height: 640 };
const boardOf = (flow: FlowVersion) => toBoard(flow, { language: 'pt-BR', size: views });

test('the name of a way lies on no shape and on no other name', () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      const diagram = layOut(flow);
      const drawing = toDiagram(named({ ...flow, diagram }), { language: 'en', case: null });
      expect(coveredLabels(drawing)).toEqual([]);
    }),
    { seed, numRuns: 200 },
  );
});

test.each(builtInFlows.map((version) => [version.key, version] as const))(
  'no name of a way of %s lies on a shape or another name, on the board and in the whole',
  (_, version) => {
    expect(coveredLabels(boardOf(version))).toEqual([]);
    for (const language of ['pt-BR', 'es', 'en'] as const)
      expect(coveredLabels(toDiagram(version, { language, case: null }))).toEqual([]);
  },
);

test('a name stands where no line is', () => {
  const box = { x: 100, y: 100, width: 40, height: 40 };
  const node = { id: elementIdSchema.parse('G'), kind: 'gateway', box, name: 'Well?' } as const;
  const lineTo = (id: string, y: number) => ({ id, label: null, points: [centreOf(box), { x: 120, y }] });
  const sideWith = (...edges: readonly ReturnType<typeof lineTo>[]) =>
    withNames([node], edges, { x: 0, y: 0, width: 300, height: 300 }).nodes[0]?.nameSide;
  expect(sideWith()).toBe('above');
  expect(sideWith(lineTo('up', 0))).toBe('below');
  expect(sideWith(lineTo('up', 0), lineTo('down', 300))).toBe('above-right');
});

test('a label stands beside the part of a line that is its own', () => {
  const line = (id: string, x: number) => ({
    id,
    label: id,
    points: [
      { x, y: 0 },
      { x, y: 60 },
      { x: 900, y: 60 },
    ],
  });
  const { edges } = withNames([], [line('one', 100), line('two', 300)], {
    x: 0,
    y: 0,
    width: 900,
    height: 200,
  });
  for (const { points, labelPlace } of edges) {
    const place = must(labelPlace, 'label');
    expect(place.x < 300 || place.y < 60, JSON.stringify(points)).toBe(true);
  }
});

test('under a slanted line is where it goes, and not all that is around it', () => {
  const id = elementIdSchema.parse('begins');
  const box = { x: 20, y: 350, width: 36, height: 36 };
  const slanted = [
    { x: -200, y: 392 },
    { x: 400, y: 1_000 },
  ];
  const whole = { x: -500, y: -500, width: 2_000, height: 2_000 };
  const { nodes } = withNames(
    [{ id, kind: 'start', box, name: 'Begins' }],
    [{ id: 'line', points: slanted, label: null }],
    whole,
  );
  expect(nodes).toMatchObject([{ nameSide: 'below' }]);
});
