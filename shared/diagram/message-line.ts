import type { Box, Point } from './geometry.ts';

/** Straight down or up between what talks, with a step aside in the middle where they are not one above the other. */
export function messageLine(from: Box, to: Box): readonly Point[] {
  const isDown = from.y + from.height / 2 < to.y + to.height / 2;
  const [start, end] = isDown ? [from.y + from.height, to.y] : [from.y, to.y + to.height];
  const [x, nextX] = [middleOf(from, to), middleOf(to, from)];
  const middle = (start + end) / 2;
  const bends =
    x === nextX
      ? []
      : [
          { x, y: middle },
          { x: nextX, y: middle },
        ];
  return [{ x, y: start }, ...bends, { x: nextX, y: end }];
}

/** The middle of an element; of a whole pool, the place over or under what it talks to. */
function middleOf(box: Box, other: Box): number {
  const isPool = box.x < 0;
  return isPool && other.x >= 0 ? other.x + other.width / 2 : box.x + box.width / 2;
}
