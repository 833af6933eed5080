/** Moving along the lines of a drawing with the arrow keys. */
import type { Drawing } from './drawing.ts';
import { type Box, centreOf } from './geometry.ts';

export type Arrow = 'left' | 'right' | 'up' | 'down';
type Shown = Pick<Drawing, 'edges'> & {
  readonly nodes: readonly { readonly id: string; readonly box: Box }[];
};

/**
 * The node an arrow leads to: the nearest in that direction among those joined
 * to this one, else the nearest of all, so that every node can be reached.
 */
export function neighbourOf(drawing: Shown, from: string, arrow: Arrow): string | null {
  const start = drawing.nodes.find((node) => node.id === from);
  if (start === undefined) return null;
  const joined = new Set(
    drawing.edges.flatMap((edge) =>
      edge.from === from ? [String(edge.to)] : edge.to === from ? [String(edge.from)] : [],
    ),
  );
  const ahead = drawing.nodes
    .filter((node) => node.id !== from)
    .map((node) => ({ id: node.id, ...offset(start.box, node.box, arrow) }))
    .filter(({ along }) => along > 1)
    .sort((a, b) => a.along + 2 * a.across - (b.along + 2 * b.across));
  return (ahead.find(({ id }) => joined.has(id)) ?? ahead[0])?.id ?? null;
}

function offset(from: Box, to: Box, arrow: Arrow): { readonly along: number; readonly across: number } {
  const a = centreOf(from);
  const b = centreOf(to);
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  switch (arrow) {
    case 'left':
      return { along: -dx, across: Math.abs(dy) };
    case 'right':
      return { along: dx, across: Math.abs(dy) };
    case 'up':
      return { along: -dy, across: Math.abs(dx) };
    case 'down':
      return { along: dy, across: Math.abs(dx) };
  }
}
