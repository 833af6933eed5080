/**
 * Orthogonal lines between boxes that stand in columns.
 *
 * A line takes the first of these forms that runs into no box: level, upright,
 * forward with one turn in the free channel before the target's column, one
 * corner, and at last around through top or bottom. Lines that share a channel
 * keep a small distance.
 */
import { must } from '#shared/lib/must.ts';
import { type Box, centreOf, isClear, overlap, type Point } from './geometry.ts';

export type PlacedBox = { readonly id: string; readonly column: number; readonly box: Box };
export type Wanted = { readonly id: string; readonly from: string; readonly to: string };

const portGap = 14;
const channelGap = 11;
const margin = 3;
const aroundGap = 12;

export function routesBetween(
  boxes: readonly PlacedBox[],
  wanted: readonly Wanted[],
): ReadonlyMap<string, readonly Point[]> {
  const byId = new Map(boxes.map((placed) => [placed.id, placed]));
  const find = (id: string): PlacedBox => must(byId.get(id), `box ${id}`);
  const tracks = new Tracks();
  return new Map(wanted.map(({ id, from, to }) => [id, routeOf(find(from), find(to), boxes, tracks)]));
}

function routeOf(
  from: PlacedBox,
  to: PlacedBox,
  boxes: readonly PlacedBox[],
  tracks: Tracks,
): readonly Point[] {
  const others = boxes.filter((placed) => placed !== from && placed !== to).map(({ box }) => box);
  const isFree = (points: readonly Point[]) => isClear(points, others, margin);
  const level = levelOf(from.box, to.box);
  if (level !== null && isFree(level)) return level;
  const upright = uprightOf(from.box, to.box);
  if (upright !== null && isFree(upright)) return upright;
  if (from !== to && to.column > from.column) {
    const forward = forwardOf(from, to, boxes, 0);
    if (isFree(forward)) return forwardOf(from, to, boxes, tracks.next(`before ${to.column}`));
  }
  const corner = from === to ? null : cornerOf(from.box, to.box);
  if (corner !== null && isFree(corner)) return corner;
  return aroundOf(from, to, boxes, tracks);
}

/** Straight to the right. */
function levelOf(from: Box, to: Box): readonly Point[] | null {
  const [start, end] = [centreOf(from), centreOf(to)];
  const right = from.x + from.width;
  if (Math.abs(start.y - end.y) >= 2 || right > to.x) return null;
  return [
    { x: right, y: start.y },
    { x: to.x, y: end.y },
  ];
}

function uprightOf(from: Box, to: Box): readonly Point[] | null {
  const [start, end] = [centreOf(from), centreOf(to)];
  if (Math.abs(start.x - end.x) >= 2 || overlap(from, to)) return null;
  return [
    { x: start.x, y: facingY(from, end.y) },
    { x: end.x, y: facingY(to, start.y) },
  ];
}

/** Out on the right, along the channel before the target's column, in on the left. */
function forwardOf(
  from: PlacedBox,
  to: PlacedBox,
  boxes: readonly PlacedBox[],
  track: number,
): readonly Point[] {
  const [start, end] = [centreOf(from.box), centreOf(to.box)];
  const right = from.box.x + from.box.width;
  const y = start.y + Math.sign(end.y - start.y) * Math.min(portGap, from.box.height / 4);
  const before = boxes.filter(({ column }) => column === to.column - 1).map(({ box }) => box.x + box.width);
  const x = (Math.max(right, ...before) + to.box.x) / 2 + track * channelGap;
  return [
    { x: right, y },
    { x, y },
    { x, y: end.y },
    { x: to.box.x, y: end.y },
  ];
}

/** Up or down to the target's level, then into the side that faces. */
function cornerOf(from: Box, to: Box): readonly Point[] | null {
  const [start, end] = [centreOf(from), centreOf(to)];
  const side = end.x > start.x ? to.x : to.x + to.width;
  const isRoom = end.x > start.x ? side - start.x > aroundGap : start.x - side > aroundGap;
  if (!isRoom || Math.abs(start.y - end.y) < from.height / 2 + aroundGap) return null;
  return [
    { x: start.x, y: facingY(from, end.y) },
    { x: start.x, y: end.y },
    { x: side, y: end.y },
  ];
}

/** Out and in through top or bottom, along a level where nothing stands. */
function aroundOf(
  from: PlacedBox,
  to: PlacedBox,
  boxes: readonly PlacedBox[],
  tracks: Tracks,
): readonly Point[] {
  const [start, end] = [centreOf(from.box), centreOf(to.box)];
  const isBack = to.column <= from.column;
  const isLevel = Math.abs(start.y - end.y) < 2;
  // What comes from the right enters right of the middle, so that lines in and out stay apart.
  const shift = Math.min(28, from.box.width / 4, to.box.width / 4) * (end.x < start.x ? 1 : -1);
  const startX = start.x - (from === to ? shift : shift / 2);
  const endX = end.x + shift;
  if (isBack && !isLevel) {
    const startY = facingY(from.box, end.y);
    const endY = facingY(to.box, start.y);
    const middle = (startY + endY) / 2;
    const y = middle + tracks.next(`level ${Math.round(middle)}`) * channelGap;
    return bend(startX, startY, y, endX, endY);
  }
  const isTop = isBack;
  const between = boxes
    .map(({ box }) => box)
    .filter((box) => isAmong(box, startX, endX) && (isBeside(box, from.box) || isBeside(box, to.box)));
  const outer = isTop
    ? Math.min(...between.map((box) => box.y))
    : Math.max(...between.map((box) => box.y + box.height));
  const away = aroundGap + tracks.count(`${isTop} ${Math.round(outer)}`) * channelGap;
  const edgeY = (box: Box) => (isTop ? box.y : box.y + box.height);
  return bend(startX, edgeY(from.box), isTop ? outer - away : outer + away, endX, edgeY(to.box));
}

function bend(startX: number, startY: number, y: number, endX: number, endY: number): readonly Point[] {
  return [
    { x: startX, y: startY },
    { x: startX, y },
    { x: endX, y },
    { x: endX, y: endY },
  ];
}

/** The top or the bottom of a box, whichever looks towards `y`. */
function facingY(box: Box, y: number): number {
  return y < box.y + box.height / 2 ? box.y : box.y + box.height;
}

function isAmong(box: Box, x: number, otherX: number): boolean {
  return box.x <= Math.max(x, otherX) && box.x + box.width >= Math.min(x, otherX);
}

function isBeside(box: Box, other: Box): boolean {
  return box.y < other.y + other.height && other.y < box.y + box.height;
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
