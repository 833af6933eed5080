/** Every built-in flow is drawn, whole and readable. */
import { describe, expect, test } from 'vitest';
import { must } from '#shared/lib/must.ts';
import { languages } from '#shared/lib/words.ts';
import { elementsOf } from '#test/support/flow-paths.ts';
import { builtInFlows } from '#test/support/flows.ts';
import { getElement } from './elements.ts';
import type { FlowElement } from './flow-element.ts';
import type { Diagram, FlowVersion, Transition } from './flow-version.ts';

type Shape = Diagram['shapes'][string];
type Point = { readonly x: number; readonly y: number };
/** A straight piece of an edge, from left to right or from top to bottom. */
type Segment = {
  readonly edge: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};

/** Nothing comes closer to a shape than this. */
const clearance = 8;
const sizes = {
  start: [36, 36],
  throw: [36, 36],
  catch: [36, 36],
  boundary: [36, 36],
  end: [36, 36],
  gateway: [40, 40],
  step: [168, 56],
  automatic: [168, 56],
  call: [168, 56],
} as const satisfies Partial<Record<FlowElement['kind'], readonly [number, number]>>;

/** How often edges cross at most; a flow that is not named has none. */
const mostCrossings: Readonly<Record<string, number>> = { T2: 6, 'T3.1': 1, 'T3.4': 1, 'T3.6b': 4, T4: 4 };

describe.each(builtInFlows.map((flow) => [flow.key, flow] as const))('%s', (_key, flow) => {
  const { lanes, width, shapes, edges } = flow.diagram;

  test('everything is drawn, and nothing that is not there', () => {
    const ids = (things: readonly { readonly id: string }[]) => things.map((thing) => thing.id).sort();
    expect(Object.keys(shapes).sort()).toEqual(ids(flow.elements));
    expect(Object.keys(edges).sort()).toEqual(ids(flow.transitions));
    expect(Object.keys(lanes).sort()).toEqual(ids(flow.lanes));
  });

  test('the lanes lie one under the other in their order, without gaps', () => {
    let y = 0;
    for (const { id } of flow.lanes) {
      const lane = must(lanes[id], `lane ${id}`);
      expect(lane.y, id).toBe(y);
      y += lane.height;
    }
  });

  test('every shape has the size of its kind and lies within its lane', () => {
    for (const element of flow.elements) {
      const shape = shapeOf(flow, element.id);
      const lane = must(lanes[element.laneId], `lane of ${element.id}`);
      if (element.kind !== 'sub-process')
        expect([shape.width, shape.height], element.id).toEqual(sizes[element.kind]);
      expect(shape.x, element.id).toBeGreaterThan(clearance);
      expect(shape.x + shape.width, element.id).toBeLessThan(width - clearance);
      expect(shape.y, element.id).toBeGreaterThan(lane.y + clearance);
      expect(shape.y + shape.height, element.id).toBeLessThan(lane.y + lane.height - clearance);
    }
  });

  test('no two shapes touch', () => {
    for (const [a, one] of Object.entries(shapes))
      for (const [b, other] of Object.entries(shapes))
        if (a < b && !belong(flow, a, b))
          expect(meets(grown(one, clearance), other), `${a} and ${b}`).toBe(false);
  });

  test('an edge leaves from the border of its element and arrives at that of the next', () => {
    for (const { id, from, to } of flow.transitions) {
      const points = pointsOf(flow, id);
      expect(
        isOnBorder(getElement(flow, from), shapeOf(flow, from), must(points[0], 'first point')),
        `${id} leaves`,
      ).toBe(true);
      expect(
        isOnBorder(getElement(flow, to), shapeOf(flow, to), must(points.at(-1), 'last point')),
        `${id} arrives`,
      ).toBe(true);
    }
  });

  test('edges run straight across or straight down, and bend only where they turn', () => {
    for (const { id } of flow.transitions) {
      const directions = segmentsOf(flow, id).map(({ x1, y1, x2, y2 }) => {
        expect([x1 === x2, y1 === y2].filter(Boolean), id).toHaveLength(1);
        return x1 === x2;
      });
      for (const [index, isDown] of directions.entries()) expect(isDown, id).not.toBe(directions[index + 1]);
    }
  });

  test('no edge runs through a shape or close to one that is not its own', () => {
    for (const transition of flow.transitions)
      for (const segment of segmentsOf(flow, transition.id))
        for (const [id, shape] of Object.entries(shapes).filter(([one]) => !isAround(flow, one, transition)))
          expect(
            crosses(segment, isOwn(transition, id) ? shape : grown(shape, clearance)),
            `${segment.edge} and ${id}`,
          ).toBe(false);
  });

  test('edges cross where nothing else is possible, and seldom', () => {
    const all = flow.transitions.flatMap((transition) => segmentsOf(flow, transition.id));
    const crossings = all.flatMap((a) =>
      all
        .filter((b) => a.x1 === a.x2 && b.y1 === b.y2)
        .filter((b) => b.x1 < a.x1 && a.x1 < b.x2 && a.y1 < b.y1 && b.y1 < a.y2)
        .map((b) => `${a.edge} and ${b.edge}`),
    );
    expect(crossings.length, crossings.join(', ')).toBeLessThanOrEqual(mostCrossings[flow.key] ?? 0);
  });

  test('the name of a step fits two lines of its box in every language', () => {
    for (const step of elementsOf(flow, 'step'))
      for (const language of languages)
        expect(lineCount(step.name[language]), step.name[language]).toBeLessThan(3);
  });
});

function shapeOf(flow: FlowVersion, id: string): Shape {
  return must(flow.diagram.shapes[id], `shape of ${id}`);
}

function pointsOf(flow: FlowVersion, id: string): readonly Point[] {
  return must(flow.diagram.edges[id], `edge of ${id}`);
}

function segmentsOf(flow: FlowVersion, id: string): readonly Segment[] {
  const points = pointsOf(flow, id);
  return points.slice(1).map((to, index) => {
    const from = must(points[index], 'the point before');
    const [x1, x2] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [y1, y2] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return { edge: id, x1, y1, x2, y2 };
  });
}

/** A boundary event and what it is attached to, or a sub-process and what is inside. */
function belong(flow: FlowVersion, a: string, b: string): boolean {
  return [
    [a, b],
    [b, a],
  ].some(([one, other]) => {
    const element = flow.elements.find(({ id }) => id === one);
    return element?.within === other || (element?.kind === 'boundary' && element.attachedTo === other);
  });
}

/** What an edge runs inside of, or leaves the border of. */
function isAround(flow: FlowVersion, id: string, { from, to }: Transition): boolean {
  return [from, to].some((end) => end !== id && belong(flow, end, id));
}

function isOwn(transition: Transition, elementId: string): boolean {
  return transition.from === elementId || transition.to === elementId;
}

function grown({ x, y, width, height }: Shape, by: number): Shape {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function meets(a: Shape, b: Shape): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** True where a segment enters the inside of a box; along its border is outside. */
function crosses({ x1, y1, x2, y2 }: Segment, box: Shape): boolean {
  return x1 < box.x + box.width && x2 > box.x && y1 < box.y + box.height && y2 > box.y;
}

/** A box's border is its sides, a diamond's and a circle's what its kind says. */
function isOnBorder(element: FlowElement, { x, y, width, height }: Shape, point: Point): boolean {
  const across = Math.abs(point.x - x - width / 2) / (width / 2);
  const down = Math.abs(point.y - y - height / 2) / (height / 2);
  if (element.kind === 'gateway') return across + down === 1;
  return element.kind === 'step' ? Math.max(across, down) === 1 : Math.hypot(across, down) === 1;
}

function lineCount(text: string): number {
  let lines = 1;
  let length = 0;
  for (const word of text.split(' ')) {
    const longer = length === 0 ? word.length : length + 1 + word.length;
    if (longer > 23) lines++;
    length = longer > 23 ? word.length : longer;
  }
  return lines;
}
