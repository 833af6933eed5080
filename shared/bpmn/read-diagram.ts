/** Where a file draws its elements (BPMN diagram interchange), measured from the corner of the drawing. */
import { groupBy } from '#shared/lib/group-by.ts';
import type { Part } from './bpmn-file.ts';
import { idOf, numberIn, partIn, partsIn } from './parts.ts';

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Placed = { readonly id: unknown; readonly laneId: unknown };
type Point = { readonly x: number; readonly y: number };

/** Around what is in a lane that has no drawing of its own: room for names, and for the head of the lane. */
const room = 50;

export function readDiagram(
  definitions: Part,
  lanes: readonly { readonly id: string }[],
  elements: readonly Placed[],
) {
  const [diagram] = partsIn(definitions, 'diagrams');
  const drawn = partsIn(partIn(diagram, 'plane'), 'planeElement').flatMap((one) => {
    const of = partIn(one, 'bpmnElement');
    return of === undefined ? [] : [{ one, of }];
  });
  const boxes = drawn.flatMap(({ one, of }) => {
    const bounds = partIn(one, 'bounds');
    return bounds === undefined ? [] : [{ of, box: toBox(bounds) }];
  });
  const shapes = boxes.filter(({ of }) => of.$instanceOf('bpmn:FlowNode'));
  const edges = drawn.filter(({ of }) => of.$type === 'bpmn:SequenceFlow');
  const boxOf = new Map(boxes.map(({ of, box }) => [idOf(of), box]));
  const isDrawn = lanes.every(({ id }) => boxOf.has(id));
  const insides = isDrawn ? undefined : insidesOf(shapes, edges, elements);
  // A lane is drawn, or is as large as what is in it: a process without lanes draws none.
  const bands = lanes.flatMap(({ id }) => {
    const box = boxOf.get(id) ?? around((insides?.get(id) ?? []).map((inside) => inside.box));
    return box === undefined ? [] : [{ id, box }];
  });
  const corner = cornerOf((bands.length > 0 ? bands : boxes).map(({ box }) => box));
  return {
    lanes: Object.fromEntries(
      bands.map(({ id, box }) => [id, { y: box.y - corner.y, height: box.height }] as const),
    ),
    width: [...boxes, ...bands].reduce((width, { box }) => Math.max(width, box.x + box.width - corner.x), 0),
    shapes: Object.fromEntries(
      shapes.map(({ of, box }) => [idOf(of), { ...box, ...from(corner, box) }] as const),
    ),
    edges: Object.fromEntries(
      edges.map(({ one, of }) => {
        const points = partsIn(one, 'waypoint').map((point) => from(corner, toPoint(point)));
        return [idOf(of), points] as const;
      }),
    ),
  };
}

/** What is drawn in each lane: its elements, and the lines that do not leave it. */
function insidesOf(
  shapes: readonly { readonly of: Part; readonly box: Box }[],
  edges: readonly { readonly one: Part; readonly of: Part }[],
  elements: readonly Placed[],
) {
  const laneIds = new Map(elements.map(({ id, laneId }) => [id, laneId]));
  const laneIdOf = (part: Part | undefined) => part && laneIds.get(idOf(part));
  const bends = edges.flatMap(({ one, of }) => {
    const laneId = laneIdOf(partIn(of, 'sourceRef'));
    const staysInside = laneId === laneIdOf(partIn(of, 'targetRef'));
    return staysInside ? partsIn(one, 'waypoint').map((point) => ({ laneId, box: toDot(point) })) : [];
  });
  return groupBy(
    [...shapes.map(({ of, box }) => ({ laneId: laneIdOf(of), box })), ...bends],
    ({ laneId }) => laneId,
  );
}

function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const { x, y } = cornerOf(boxes);
  const right = boxes.reduce((most, box) => Math.max(most, box.x + box.width), x);
  const bottom = boxes.reduce((most, box) => Math.max(most, box.y + box.height), y);
  return { x: x - room, y: y - room, width: right - x + 2 * room, height: bottom - y + 2 * room };
}

function cornerOf(boxes: readonly Box[]): Point {
  if (boxes.length === 0) return { x: 0, y: 0 };
  const least = (one: number, other: number) => Math.min(one, other);
  return { x: boxes.map(({ x }) => x).reduce(least), y: boxes.map(({ y }) => y).reduce(least) };
}

function from(corner: Point, { x, y }: Point): Point {
  return { x: x - corner.x, y: y - corner.y };
}

function toBox(bounds: Part): Box {
  const measure = (name: string) => numberIn(bounds, name) ?? 0;
  return { x: measure('x'), y: measure('y'), width: measure('width'), height: measure('height') };
}

function toDot(point: Part): Box {
  return { ...toPoint(point), width: 0, height: 0 };
}

function toPoint(point: Part): Point {
  return { x: numberIn(point, 'x') ?? 0, y: numberIn(point, 'y') ?? 0 };
}
