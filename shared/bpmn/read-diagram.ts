/** Where a file draws its elements (BPMN diagram interchange), measured from the corner of the drawing. */
import type { Part } from './bpmn-file.ts';
import { idOf, numberIn, partIn, partsIn } from './parts.ts';

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Point = { readonly x: number; readonly y: number };

export function readDiagram(definitions: Part, lanes: readonly { readonly id: string }[]) {
  const [diagram] = partsIn(definitions, 'diagrams');
  const drawn = partsIn(partIn(diagram, 'plane'), 'planeElement').flatMap((one) => {
    const of = partIn(one, 'bpmnElement');
    return of === undefined ? [] : [{ one, of }];
  });
  const boxes = drawn.flatMap(({ one, of }) => {
    const bounds = partIn(one, 'bounds');
    return bounds === undefined ? [] : [{ of, box: toBox(bounds) }];
  });
  const laneIds = new Set(lanes.map(({ id }) => id));
  const bands = boxes.filter(({ of }) => laneIds.has(idOf(of)));
  const corner = cornerOf((bands.length > 0 ? bands : boxes).map(({ box }) => box));
  const shapes = boxes.filter(({ of }) => of.$instanceOf('bpmn:FlowNode'));
  const edges = drawn.filter(({ of }) => of.$type === 'bpmn:SequenceFlow');
  return {
    lanes: Object.fromEntries(
      bands.map(({ of, box }) => [idOf(of), { y: box.y - corner.y, height: box.height }] as const),
    ),
    width: boxes.reduce((width, { box }) => Math.max(width, box.x + box.width - corner.x), 0),
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

function toPoint(point: Part): Point {
  return { x: numberIn(point, 'x') ?? 0, y: numberIn(point, 'y') ?? 0 };
}
