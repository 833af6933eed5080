/** Points, boxes and the lines between them, in pixels at 100 %. */
import { assertNever } from '#shared/lib/must.ts';

export type Point = { readonly x: number; readonly y: number };
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Size = { readonly width: number; readonly height: number };

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a box meets the diamond inside another, whose corners are empty. */
export function meetsDiamond(box: Box, around: Box): boolean {
  const { x, y } = centreOf(around);
  const dx = Math.max(0, box.x - x, x - box.x - box.width) / (around.width / 2);
  const dy = Math.max(0, box.y - y, y - box.y - box.height) / (around.height / 2);
  return dx + dy < 1;
}

/** Whether a line through these points keeps `margin` away from every box. */
export function isClear(points: readonly Point[], boxes: readonly Box[], margin: number): boolean {
  return segments(points).every(([a, b]) => {
    const around: Box = {
      x: Math.min(a.x, b.x) - margin,
      y: Math.min(a.y, b.y) - margin,
      width: Math.abs(a.x - b.x) + 2 * margin,
      height: Math.abs(a.y - b.y) + 2 * margin,
    };
    return !boxes.some((box) => overlap(around, box));
  });
}

/** An SVG path through the points, its corners rounded by at most `radius`. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [start, ...rest] = withoutRepeats(points);
  if (start === undefined) return '';
  const parts = [`M${round(start.x)} ${round(start.y)}`];
  let before = start;
  rest.forEach((corner, index) => {
    const after = rest[index + 1];
    if (after === undefined) {
      parts.push(`L${round(corner.x)} ${round(corner.y)}`);
      return;
    }
    // Two corners share the line between them, so each may use half of it.
    const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const enter = towards(corner, before, reach);
    const leave = towards(corner, after, reach);
    parts.push(
      `L${round(enter.x)} ${round(enter.y)}`,
      `Q${round(corner.x)} ${round(corner.y)} ${round(leave.x)} ${round(leave.y)}`,
    );
    before = corner;
  });
  return parts.join(' ');
}

/** The line without its last `length`, and the head that takes its place. */
export function withArrow(
  points: readonly Point[],
  length: number,
): { readonly line: readonly Point[]; readonly head: string } {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return { line: points, head: '' };
  const neck = towards(tip, before, Math.min(length, distance(tip, before)));
  const [dx, dy] = [((tip.x - neck.x) / length) * 0.5, ((tip.y - neck.y) / length) * 0.5];
  const wings: readonly Point[] = [
    { x: neck.x - dy * length, y: neck.y + dx * length },
    { x: neck.x + dy * length, y: neck.y - dx * length },
  ];
  const corners = [tip, ...wings].map(({ x, y }) => `${round(x)} ${round(y)}`).join(' L');
  return { line: [...points.slice(0, -1), neck], head: `M${corners} Z` };
}

/**
 * `under` hangs centred below the point and `over` stands above, `beside`
 * begins right of it and `before` ends left, `on` has it in its middle.
 */
export type LabelPlace = Point & {
  readonly stands: 'under' | 'over' | 'beside' | 'before' | 'on';
  readonly width: number;
};
/** How far from their line or shape words stand. */
const wordsGap = { upright: 4, level: 5, name: 3, nameLevel: 7 };

export function labelBox({ x, y, stands }: LabelPlace, { width, height }: Size): Box {
  switch (stands) {
    case 'under':
      return { x: x - width / 2, y: y + wordsGap.upright, width, height };
    case 'over':
      return { x: x - width / 2, y: y - wordsGap.upright - height, width, height };
    case 'beside':
      return { x: x + wordsGap.level, y: y - height / 2, width, height };
    case 'before':
      return { x: x - wordsGap.level - width, y: y - height / 2, width, height };
    case 'on':
      return { x: x - width / 2, y: y - height / 2, width, height };
    default:
      return assertNever(stands);
  }
}

export type NameSide = 'above' | 'below' | 'right' | `${'above' | 'below'}-${'left' | 'right'}`;

/** The room of a name that stands outside its shape; at a corner it stands beside the line that leaves there. */
export function nameBox(shape: Box, side: NameSide, { width, height }: Size): Box {
  const centre = centreOf(shape);
  const [upright, level] = side.split('-');
  if (side === 'right')
    return { x: shape.x + shape.width + wordsGap.nameLevel, y: centre.y - height / 2, width, height };
  const y = upright === 'above' ? shape.y - wordsGap.name - height : shape.y + shape.height + wordsGap.name;
  if (level === 'right') return { x: centre.x + wordsGap.nameLevel, y, width, height };
  return { x: centre.x - (level === 'left' ? wordsGap.nameLevel + width : width / 2), y, width, height };
}

const besideWidth = 140;
/** How far along a part, the best first. */
const shares = [0.5, 0.3, 0.7, 0.15, 0.85] as const;

type Part = { readonly place: LabelPlace; readonly piece: Box; readonly cost: number };

/** Where the name of a line can stand: under or over a level part, right or left of an upright one, best on the longest. */
export function labelPlaces(points: readonly Point[]): readonly Part[] {
  const parts = segments(points);
  const length = longest(parts);
  return parts.flatMap((part, nth) => {
    const [a, b] = part;
    const isLevel = Math.abs(a.y - b.y) < 1;
    const piece = {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    };
    // Some of the line shows left and right.
    const width = isLevel ? distance(a, b) - 8 : besideWidth;
    const stands = isLevel ? (['under', 'over'] as const) : (['beside', 'before'] as const);
    return shares.flatMap((share, shareNth) =>
      stands.map((each, standsNth) => ({
        place: { ...between(part, share), stands: each, width },
        piece,
        cost: (part === length ? 0 : 4 + nth) + shareNth + 2 * standsNth,
      })),
    );
  });
}

/** Where a count sits on its line: the middle of the longest part. */
export function countPlace(points: readonly Point[]): LabelPlace {
  const part = longest(segments(points));
  return { ...(part === undefined ? { x: 0, y: 0 } : between(part, 0.5)), stands: 'on', width: 60 };
}

type Segment = readonly [Point, Point];

function segments(points: readonly Point[]): readonly Segment[] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

function longest(parts: readonly Segment[]): Segment | undefined {
  return [...parts].sort(([a, b], [c, d]) => distance(c, d) - distance(a, b))[0];
}

function between([a, b]: Segment, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || distance(before, point) > 0.01;
  });
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, reach: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + ((to.x - from.x) * reach) / whole, y: from.y + ((to.y - from.y) * reach) / whole };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
