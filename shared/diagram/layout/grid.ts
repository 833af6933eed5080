/**
 * The lines that edges may run along.
 *
 * Across, a lane has a line through the middle of each of its rows and channels
 * before, between and after them; down, the same goes for the columns. Middles
 * have room for one edge, channels for as many as there are. Odd vertical lines
 * are middles. A crossing is where two lines meet; its number is
 * `horizontal * grid.across + vertical`.
 */
import type { Graph, Node } from './graph.ts';
import { at, most, one } from './numbers.ts';
import type { Cells } from './rows.ts';

export type Grid = {
  readonly columnCount: number;
  /** How many vertical and how many horizontal lines there are. */
  readonly across: number;
  readonly down: number;
  /** By horizontal line. */
  readonly isRow: readonly boolean[];
  /** The first and the last horizontal line of each lane: channels both. */
  readonly bands: readonly { readonly first: number; readonly last: number }[];
  /** The horizontal line through the middle of each node. */
  readonly lineOf: readonly number[];
  readonly column: readonly number[];
  /** By crossing: the node that stands there and one, else 0. */
  readonly taken: Int32Array;
};

export function toGrid(graph: Graph, { column, row, rowCounts }: Cells): Grid {
  const isRow: boolean[] = [];
  const bands = rowCounts.map((count) => {
    const first = isRow.length;
    for (let line = 0; line < 2 * count + 1; line++) isRow.push(line % 2 === 1);
    return { first, last: isRow.length - 1 };
  });
  const columnCount = most(
    graph.nodes.map(({ span }, index) => at(column, index) + span),
    0,
  );
  const across = 2 * columnCount + 1;
  const taken = new Int32Array(across * isRow.length);
  const lineOf = graph.nodes.map(({ lane }, index) => one(bands, lane).first + 2 * at(row, index) + 1);
  graph.nodes.forEach(({ span }, index) => {
    const start = at(lineOf, index) * across;
    for (let line = middle(at(column, index)); line <= middle(at(column, index) + span - 1); line++)
      taken[start + line] = index + 1;
  });
  return { columnCount, across, down: isRow.length, isRow, bands, lineOf, column, taken };
}

/** The vertical line through the middle of a column. */
export function middle(column: number): number {
  return 2 * column + 1;
}

export function lastColumn(grid: Grid, node: Node, index: number): number {
  return at(grid.column, index) + node.span - 1;
}
