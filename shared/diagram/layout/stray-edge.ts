import type { Box, Point } from '../geometry.ts';

/** A way that crosses the border of a sub-process: from side to side with at most one step, whatever is between. */
export function strayEdge(from: Box, to: Box): readonly Point[] {
  const isForward = from.x + from.width <= to.x;
  const start = { x: isForward ? from.x + from.width : from.x, y: from.y + from.height / 2 };
  const end = { x: isForward ? to.x : to.x + to.width, y: to.y + to.height / 2 };
  if (start.y === end.y) return [start, end];
  const x = (start.x + end.x) / 2;
  return x === start.x ? [start, end] : [start, { x, y: start.y }, { x, y: end.y }, end];
}
