/** What a diagram must not be, whatever flow it shows: each fault in a few words. */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Diagram, FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { must } from '#shared/lib/must.ts';

type Shape = Diagram['shapes'][string];
type Arrow = { readonly id: string; readonly from: string; readonly to: string };
type Point = { readonly x: number; readonly y: number };
/** A straight piece of an edge, from left to right or from top to bottom; `after` is how far along the edge it begins. */
export type Segment = {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};

/** Nothing comes closer to a shape than this, nor a shape closer to the border of its lane. */
const clearance = 8;
const sizes: Partial<Record<FlowElement['kind'], readonly [number, number]>> = {
  ...{ start: [36, 36], throw: [36, 36], catch: [36, 36], boundary: [36, 36], end: [36, 36] },
  ...{ gateway: [40, 40], step: [168, 56], automatic: [168, 56], call: [168, 56] },
};

export function diagramFaults(flow: FlowVersion, diagram: Diagram): readonly string[] {
  return [
    ...missing(flow, diagram),
    ...bandFaults(flow, diagram),
    ...shapeFaults(flow, diagram),
    ...edgeFaults(flow, diagram),
    ...overlaps(flow.transitions, diagram.edges),
  ];
}

function missing(flow: FlowVersion, { lanes, shapes, edges }: Diagram): readonly string[] {
  const differs = (things: readonly { readonly id: string }[], drawn: object, what: string) => {
    const ids = things.map(({ id }) => id).sort();
    return JSON.stringify(ids) === JSON.stringify(Object.keys(drawn).sort()) ? [] : [`${what} differ`];
  };
  return [
    ...differs(flow.lanes, lanes, 'lanes'),
    ...differs(flow.elements, shapes, 'shapes'),
    ...differs(flow.transitions, edges, 'edges'),
  ];
}

function bandFaults(flow: FlowVersion, { lanes }: Diagram): readonly string[] {
  let y = 0;
  return flow.lanes.flatMap(({ id }) => {
    const band = must(lanes[id], `lane ${id}`);
    const isThere = band.y === y && band.height >= 60;
    y += band.height;
    return isThere ? [] : [`lane ${id} begins at ${band.y}`];
  });
}

function shapeFaults(flow: FlowVersion, { lanes, shapes, width }: Diagram): readonly string[] {
  const around = aroundIn(flow);
  const faults: string[] = [];
  for (const element of flow.elements) {
    const { id, kind } = element;
    const shape = must(shapes[id], id);
    const [wide, high] = sizes[kind] ?? [shape.width, shape.height];
    if (shape.width !== wide || shape.height !== high) faults.push(`${id} has not its size`);
    const [outermost] = around(id).slice(-1);
    const lane = must(lanes[laneIdOf(flow, outermost ?? id)], `lane of ${id}`);
    const inLane = { x: 0, y: lane.y, width, height: lane.height };
    if (!isInside(grown(shape, clearance), inLane)) faults.push(`${id} is not in its lane`);
    const [container] = around(id);
    const box = container === undefined ? undefined : shapes[container];
    if (box !== undefined && !isInside(grown(shape, clearance), box))
      faults.push(`${id} leaves ${container}`);
    if (element.kind === 'boundary') {
      const host = must(shapes[element.attachedTo], `host of ${id}`);
      const y = shape.y + shape.height / 2;
      const isOnBorder = y === host.y || y === host.y + host.height;
      if (!isOnBorder || shape.x < host.x || shape.x + shape.width > host.x + host.width)
        faults.push(`${id} is not on the border of ${host}`);
    }
  }
  const hosts = new Map<string, string>(
    flow.elements.flatMap((element) =>
      element.kind === 'boundary' ? [[String(element.id), String(element.attachedTo)] as const] : [],
    ),
  );
  for (const [a, one] of Object.entries(shapes))
    for (const [b, other] of Object.entries(shapes)) {
      if (a >= b || !meets(grown(one, clearance), other)) continue;
      const isOwn = hosts.get(a) === b || hosts.get(b) === a;
      const isWithin = around(a).includes(b) || around(b).includes(a);
      if (!isOwn && !isWithin) faults.push(`${a} meets ${b}`);
    }
  return faults;
}

function edgeFaults(flow: FlowVersion, { shapes, edges }: Diagram): readonly string[] {
  const around = aroundIn(flow);
  const kinds = new Map<string, FlowElement['kind']>(flow.elements.map(({ id, kind }) => [id, kind]));
  const faults: string[] = [];
  for (const { id, from, to } of flow.transitions) {
    const points = edges[id] ?? [];
    const [first, last] = [must(points[0], id), must(points.at(-1), id)];
    if (!isOnBorder(kinds.get(from), must(shapes[from], from), first)) faults.push(`${id} leaves beside`);
    if (!isOnBorder(kinds.get(to), must(shapes[to], to), last)) faults.push(`${id} arrives beside`);
    const pieces = segmentsOf(points);
    const directions = pieces.map(({ x1, y1, x2, y2 }) => (x1 === x2 ? 1 : 0) + (y1 === y2 ? 2 : 0));
    if (directions.some((direction, nth) => direction % 3 === 0 || direction === directions[nth + 1]))
      faults.push(`${id} is not straight pieces that turn: ${JSON.stringify(points)}`);
    for (const [shapeId, shape] of Object.entries(shapes)) {
      if (around(from).includes(shapeId)) continue;
      const isOwn = shapeId === from || shapeId === to;
      const room = isOwn ? shape : grown(shape, clearance);
      if (pieces.some((piece) => crosses(piece, room))) faults.push(`${id} runs into ${shapeId}`);
    }
  }
  return faults;
}

/** Edges of one beginning may lie on each other as long as they have not parted, those of one end once they have met. */
export function overlaps(
  transitions: readonly Arrow[],
  edges: Readonly<Record<string, readonly Point[]>>,
): readonly string[] {
  const drawn = transitions.map((transition) => {
    const points = edges[transition.id] ?? [];
    return { transition, points, pieces: segmentsOf(points) };
  });
  return drawn.flatMap((one, index) =>
    drawn.slice(index + 1).flatMap((other) => {
      const shared = one.pieces.flatMap((a) => other.pieces.flatMap((b) => common(a, b)));
      if (shared.length === 0) return [];
      const fair = [
        ...(one.transition.from === other.transition.from ? together(one.points, other.points) : []),
        ...(one.transition.to === other.transition.to
          ? together(one.points.toReversed(), other.points.toReversed())
          : []),
      ];
      const isFair = shared.every((piece) => fair.some((part) => isOn(piece, part)));
      return isFair ? [] : [`${nameOf(one.transition)} lies on ${nameOf(other.transition)}`];
    }),
  );
}

function nameOf({ id, from, to }: Arrow): string {
  return `${id} (${from} ${to})`;
}

/** How many pairs of edges cross, each crossing for itself; those that share their beginning or end do so where they meet. */
export function crossingsIn(flow: FlowVersion, { edges }: Diagram): number {
  const drawn = flow.transitions.map((transition) => ({
    transition,
    pieces: segmentsOf(edges[transition.id] ?? []),
  }));
  const seen = new Set<string>();
  for (const one of drawn)
    for (const other of drawn)
      for (const { x1: x, y1: top, y2: bottom, x2 } of one.pieces)
        if (x === x2)
          for (const { y1: y, x1: left, x2: right, y2 } of other.pieces)
            if (y === y2 && left < x && x < right && top < y && y < bottom) seen.add(`${x} ${y}`);
  return seen.size;
}

export function segmentsOf(points: readonly Point[]): readonly Segment[] {
  return points.slice(1).map((to, index) => {
    const from = must(points[index], 'the point before');
    const [x1, x2] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [y1, y2] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return { x1, y1, x2, y2 };
  });
}

/** What two pieces have in common where they run along each other. */
function common(a: Segment, b: Segment): readonly Segment[] {
  const [x1, x2] = [Math.max(a.x1, b.x1), Math.min(a.x2, b.x2)];
  const [y1, y2] = [Math.max(a.y1, b.y1), Math.min(a.y2, b.y2)];
  const isAlong = (a.x1 === a.x2) === (b.x1 === b.x2);
  return isAlong && x1 <= x2 && y1 <= y2 && (x1 < x2 || y1 < y2) ? [{ x1, y1, x2, y2 }] : [];
}

/** The pieces two lines of one beginning have in common before they part. */
function together(a: readonly Point[], b: readonly Point[]): readonly Segment[] {
  const parts: Segment[] = [];
  const isSame = (p: Point | undefined, q: Point | undefined) => p?.x === q?.x && p?.y === q?.y;
  for (let nth = 1; nth < Math.min(a.length, b.length) && isSame(a[nth - 1], b[nth - 1]); nth++) {
    const [one] = segmentsOf([must(a[nth - 1], 'point'), must(a[nth], 'point')]);
    const [other] = segmentsOf([must(b[nth - 1], 'point'), must(b[nth], 'point')]);
    if (one !== undefined && other !== undefined) parts.push(...common(one, other));
  }
  return parts;
}

function isOn(piece: Segment, part: Segment): boolean {
  return part.x1 <= piece.x1 && piece.x2 <= part.x2 && part.y1 <= piece.y1 && piece.y2 <= part.y2;
}

/** The sub-processes an element is inside of, innermost first; a boundary event is where its host is. */
export function aroundIn(flow: FlowVersion): (id: string) => readonly string[] {
  const byId = new Map<string, FlowElement>(flow.elements.map((element) => [element.id, element]));
  const up = (id: string): string | undefined => {
    const element = byId.get(id);
    const placed = element?.kind === 'boundary' ? byId.get(element.attachedTo) : element;
    const within = byId.get(placed?.within ?? '');
    return within?.kind === 'sub-process' ? within.id : undefined;
  };
  return (id) => {
    const around: string[] = [];
    for (let at = up(id); at !== undefined; at = up(at)) around.push(at);
    return around;
  };
}

function laneIdOf(flow: FlowVersion, id: string): string {
  const element = must(
    flow.elements.find((one) => one.id === id),
    id,
  );
  return element.kind === 'boundary' ? laneIdOf(flow, element.attachedTo) : element.laneId;
}

function grown({ x, y, width, height }: Shape, by: number): Shape {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function isInside(a: Shape, b: Shape): boolean {
  return a.x > b.x && a.y > b.y && a.x + a.width < b.x + b.width && a.y + a.height < b.y + b.height;
}

function meets(a: Shape, b: Shape): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** True where a segment enters the inside of a box; along its border is outside. */
function crosses({ x1, y1, x2, y2 }: Segment, box: Shape): boolean {
  return x1 < box.x + box.width && x2 > box.x && y1 < box.y + box.height && y2 > box.y;
}

/** A box's border is its sides, a diamond's and a circle's what its kind says. */
function isOnBorder(
  kind: FlowElement['kind'] | undefined,
  { x, y, width, height }: Shape,
  point: Point,
): boolean {
  const across = Math.abs(point.x - x - width / 2) / (width / 2);
  const down = Math.abs(point.y - y - height / 2) / (height / 2);
  if (kind === 'gateway' || (sizes[kind ?? 'sub-process']?.[0] ?? 0) === 36)
    return Math.min(across, down) === 0 && Math.max(across, down) === 1;
  return Math.max(across, down) === 1;
}
