/** Where ways may leave a node and where they may enter it, and what that costs. */
import type { Graph } from './graph.ts';
import { type Grid, lastColumn, middle } from './grid.ts';
import { at, one } from './numbers.ts';
import type { Attached } from './parts.ts';
import type { Form } from './sizes.ts';

export type Side = 'left' | 'right' | 'above' | 'below';

export type Port = {
  readonly side: Side;
  /** The crossing of the node where its line begins, and the first one outside. */
  readonly inner: number;
  readonly outer: number;
  /** How far right of the middle of its column it is. */
  readonly dx: number;
  readonly cost: number;
};

type Costs = Readonly<Record<'above' | 'below', number>>;
/** A box is read from left to right; a circle has its name below, a diamond mostly above. */
const leavingCosts: Readonly<Record<Form, Costs>> = {
  box: { above: 1, below: 1 },
  diamond: { above: 0.5, below: 0 },
  circle: { above: 1.5, below: 3 },
};
const enteringCosts: Readonly<Record<Form, Costs>> = {
  box: { above: 1.5, below: 1.5 },
  diamond: { above: 0.6, below: 0.1 },
  circle: { above: 1.5, below: 3 },
};

export function portsOut(graph: Graph, grid: Grid, index: number, by: Attached | null): readonly Port[] {
  const node = one(graph.nodes, index);
  const line = at(grid.lineOf, index);
  if (by !== null) return [upright(grid, line, at(grid.column, index) + by.column, by.side, by.dx, 0)];
  const last = lastColumn(grid, node, index);
  const inner = line * grid.across + middle(last);
  const right: Port = { side: 'right', inner, outer: inner + 1, dx: 0, cost: 0 };
  const costs = leavingCosts[node.form];
  const free = freeSides(node.attached);
  return [right, ...free.map((side) => upright(grid, line, last, side, 0, costs[side]))];
}

export function portsIn(graph: Graph, grid: Grid, index: number): readonly Port[] {
  const node = one(graph.nodes, index);
  const line = at(grid.lineOf, index);
  const column = at(grid.column, index);
  const inner = line * grid.across + middle(column);
  const left: Port = { side: 'left', inner, outer: inner - 1, dx: 0, cost: 0 };
  const costs = enteringCosts[node.form];
  const free = freeSides(node.attached);
  return [left, ...free.map((side) => upright(grid, line, column, side, 0, costs[side]))];
}

/** Where boundary events sit no line of the node itself begins or ends. */
function freeSides(attached: readonly Attached[]): readonly ('above' | 'below')[] {
  return (['below', 'above'] as const).filter((side) => !attached.some((by) => by.side === side));
}

function upright(
  grid: Grid,
  line: number,
  column: number,
  side: 'above' | 'below',
  dx: number,
  cost: number,
): Port {
  const inner = line * grid.across + middle(column);
  return { side, inner, outer: side === 'above' ? inner - grid.across : inner + grid.across, dx, cost };
}
