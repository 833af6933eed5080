/** Points, boxes and the lines between them, in pixels at 100 %. */
export type Point = { readonly x: number; readonly y: number };
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Size = { readonly width: number; readonly height: number };

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
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

/** `over` stands centred on its lower edge, `beside` begins at the point. */
export type LabelPlace = Point & { readonly stands: 'over' | 'beside'; readonly width: number };

const besideWidth = 110;

/**
 * Where the name of a line stands: over the middle of its longest level part,
 * or right of the middle of its longest upright one when nothing level is
 * `room` wide.
 */
export function labelPlace(points: readonly Point[], room: number): LabelPlace {
  const parts = segments(points);
  const level = longest(parts.filter(([a, b]) => Math.abs(a.y - b.y) < 1));
  const upright = longest(parts.filter(([a, b]) => Math.abs(a.y - b.y) >= 1));
  const isLevelEnough = level !== undefined && (upright === undefined || distance(...level) >= room);
  if (isLevelEnough) return { ...middle(level), stands: 'over', width: distance(...level) - 12 };
  const at = upright === undefined ? { x: 0, y: 0 } : middle(upright);
  return { ...at, stands: 'beside', width: besideWidth };
}

type Segment = readonly [Point, Point];

function segments(points: readonly Point[]): readonly Segment[] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

function longest(parts: readonly Segment[]): Segment | undefined {
  return [...parts].sort(([a, b], [c, d]) => distance(c, d) - distance(a, b))[0];
}

function middle([a, b]: Segment): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
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
