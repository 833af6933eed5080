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

/** `under` hangs centred below the point, `beside` begins right of it, `on` has it in its middle. */
export type LabelPlace = Point & { readonly stands: 'under' | 'beside' | 'on'; readonly width: number };

const besideWidth = 140;

/** Where the name of a line stands: under its longest part when that is level, else right of it, nearer the end. */
export function labelPlace(points: readonly Point[]): LabelPlace {
  const part = longest(segments(points));
  if (part === undefined) return { x: 0, y: 0, stands: 'under', width: 0 };
  const isLevel = Math.abs(part[0].y - part[1].y) < 1;
  if (isLevel) return { ...between(part, 0.5), stands: 'under', width: distance(...part) };
  return { ...between(part, points.length > 2 ? 0.65 : 0.4), stands: 'beside', width: besideWidth };
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
