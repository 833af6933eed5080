/**
 * Orthogonal lines between boxes that stand in columns.
 *
 * Forward lines leave on the right, turn once in the free channel before the
 * target's column and enter on the left. Lines back, and lines past a box that
 * stands in between, leave and enter through top or bottom. Lines that meet on
 * one side of a box, or in one channel, keep a small distance.
 */
import { must } from '#shared/lib/must.ts';
import { type Box, centreOf, type Point } from './geometry.ts';

export type PlacedBox = { readonly id: string; readonly column: number; readonly box: Box };
export type Wanted = { readonly id: string; readonly from: string; readonly to: string };

type Plan =
  | { readonly kind: 'straight' }
  | { readonly kind: 'upright' }
  /** Right, turn before the target's column, left. */
  | { readonly kind: 'forward'; readonly channel: string }
  /** Out and in through top or bottom, along a level between the rows. */
  | { readonly kind: 'around'; readonly leave: 'top' | 'bottom'; readonly enter: 'top' | 'bottom' };

const portGap = 14;
const channelGap = 11;

export function routesBetween(
  boxes: readonly PlacedBox[],
  wanted: readonly Wanted[],
): ReadonlyMap<string, readonly Point[]> {
  const byId = new Map(boxes.map((placed) => [placed.id, placed]));
  const find = (id: string): PlacedBox => must(byId.get(id), `box ${id}`);
  const ends = wanted.map((line) => ({ line, from: find(line.from), to: find(line.to) }));
  const plans = ends.map(({ from, to }) => planOf(from, to, boxes));
  const tracks = new Tracks();
  const columns = columnEdges(boxes);
  return new Map(
    ends.map(({ line, from, to }, index) => [
      line.id,
      pointsOf(must(plans[index], 'plan'), from, to, boxes, columns, tracks),
    ]),
  );
}

function planOf(from: PlacedBox, to: PlacedBox, boxes: readonly PlacedBox[]): Plan {
  const isLevel = Math.abs(centreOf(from.box).y - centreOf(to.box).y) < 2;
  if (from.id === to.id) return { kind: 'around', leave: 'top', enter: 'top' };
  if (to.column > from.column) {
    if (!isBlocked(from, to, boxes)) {
      return isLevel ? { kind: 'straight' } : { kind: 'forward', channel: `column ${to.column}` };
    }
    return { kind: 'around', leave: 'bottom', enter: 'bottom' };
  }
  const isDown = centreOf(to.box).y > centreOf(from.box).y;
  if (to.column === from.column && Math.abs(centreOf(from.box).x - centreOf(to.box).x) < 2)
    return { kind: 'upright' };
  if (isLevel) return { kind: 'around', leave: 'top', enter: 'top' };
  return isDown
    ? { kind: 'around', leave: 'bottom', enter: 'top' }
    : { kind: 'around', leave: 'top', enter: 'bottom' };
}

/** Whether a box stands on the source's level before the target's column. */
function isBlocked(from: PlacedBox, to: PlacedBox, boxes: readonly PlacedBox[]): boolean {
  const level = centreOf(from.box).y;
  return boxes.some(
    ({ column, box }) =>
      column > from.column && column < to.column && box.y < level && level < box.y + box.height,
  );
}

function pointsOf(
  plan: Plan,
  from: PlacedBox,
  to: PlacedBox,
  boxes: readonly PlacedBox[],
  columns: ReadonlyMap<number, { readonly left: number; readonly right: number }>,
  tracks: Tracks,
): readonly Point[] {
  const start = centreOf(from.box);
  const end = centreOf(to.box);
  const right = from.box.x + from.box.width;
  switch (plan.kind) {
    case 'straight':
      return [
        { x: right, y: start.y },
        { x: to.box.x, y: end.y },
      ];
    case 'upright': {
      const isDown = end.y > start.y;
      return [
        { x: start.x, y: isDown ? from.box.y + from.box.height : from.box.y },
        { x: end.x, y: isDown ? to.box.y : to.box.y + to.box.height },
      ];
    }
    case 'forward': {
      const side = end.y > start.y ? 1 : -1;
      const out = start.y + side * Math.min(portGap, from.box.height / 4);
      const edge = must(columns.get(to.column), 'column');
      const before = columns.get(to.column - 1)?.right ?? right;
      const x = (before + edge.left) / 2 + tracks.next(plan.channel) * channelGap;
      return [
        { x: right, y: out },
        { x, y: out },
        { x, y: end.y },
        { x: to.box.x, y: end.y },
      ];
    }
    case 'around': {
      // The free end of a box is the one that faces the other: right of the middle for what comes from the right.
      const shift = Math.min(28, from.box.width / 4, to.box.width / 4) * (end.x < start.x ? 1 : -1);
      const startX = start.x + (from.id === to.id ? -shift : -shift / 2);
      const endX = end.x + shift;
      const startY = plan.leave === 'top' ? from.box.y : from.box.y + from.box.height;
      const endY = plan.enter === 'top' ? to.box.y : to.box.y + to.box.height;
      const y = levelBetween(plan, startY, endY, from, to, boxes, tracks);
      return [
        { x: startX, y: startY },
        { x: startX, y },
        { x: endX, y },
        { x: endX, y: endY },
      ];
    }
  }
}

function levelBetween(
  plan: Plan & { kind: 'around' },
  startY: number,
  endY: number,
  from: PlacedBox,
  to: PlacedBox,
  boxes: readonly PlacedBox[],
  tracks: Tracks,
): number {
  const [left, right] = [from, to].map(({ box }) => centreOf(box).x).sort((a, b) => a - b);
  const between = boxes.filter(({ box }) => {
    const x = centreOf(box).x;
    return x >= (left ?? x) - 1 && x <= (right ?? x) + 1;
  });
  if (plan.leave === plan.enter) {
    const near = between.filter(({ box }) => overlapsLevel(box, from.box) || overlapsLevel(box, to.box));
    const isTop = plan.leave === 'top';
    const outer = isTop
      ? Math.min(...near.map(({ box }) => box.y))
      : Math.max(...near.map(({ box }) => box.y + box.height));
    const away = 12 + tracks.count(`${plan.leave} ${Math.round(outer)}`) * channelGap;
    return isTop ? outer - away : outer + away;
  }
  const level = (startY + endY) / 2;
  return level + tracks.next(`level ${Math.round(level)}`) * channelGap;
}

function overlapsLevel(a: Box, b: Box): boolean {
  return a.y < b.y + b.height && b.y < a.y + a.height;
}

function columnEdges(
  boxes: readonly PlacedBox[],
): ReadonlyMap<number, { readonly left: number; readonly right: number }> {
  const edges = new Map<number, { readonly left: number; readonly right: number }>();
  for (const { column, box } of boxes) {
    const known = edges.get(column) ?? { left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY };
    edges.set(column, {
      left: Math.min(known.left, box.x),
      right: Math.max(known.right, box.x + box.width),
    });
  }
  return edges;
}

/** Who uses a channel: the first line its middle, the next ones to either side in turn. */
class Tracks {
  private readonly used = new Map<string, number>();

  count(channel: string): number {
    const before = this.used.get(channel) ?? 0;
    this.used.set(channel, before + 1);
    return before;
  }

  next(channel: string): number {
    const before = this.count(channel);
    return before % 2 === 1 ? -(before + 1) / 2 : before / 2;
  }
}
