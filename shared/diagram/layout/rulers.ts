/** How far down and how far right each line of a grid is, once it is known how many tracks its channel has. */
import type { Graph, Node } from './graph.ts';
import { type Grid, lastColumn, middle } from './grid.ts';
import { at, one } from './numbers.ts';
import type { Route } from './route.ts';
import {
  columnGap,
  emptyBand,
  even,
  footRoom,
  headRoom,
  lineRoom,
  rowGap,
  sideRoom,
  sizes,
  trackGap,
} from './sizes.ts';

export type Ruler = {
  /** By line: the middle of a row or column, the first track of a channel. */
  readonly line: readonly number[];
  readonly length: number;
};

/** What is given to the gaps beyond what they need: between columns, between the rows of a lane, and in each lane. */
export type Slack = { readonly column: number; readonly row: number; readonly lane: number };
export const noSlack: Slack = { column: 0, row: 0, lane: 0 };

export type Heights = Ruler & { readonly bands: readonly { readonly y: number; readonly height: number }[] };

/** `counts` are the tracks of each channel. */
export function heightsOf(
  graph: Graph,
  grid: Grid,
  routes: readonly Route[],
  counts: readonly number[],
  slack: Slack,
): Heights {
  const { above, below } = roomsOf(graph, grid, routes);
  const line: number[] = [];
  let y = 0;
  const bands = grid.bands.map(({ first, last }) => {
    const top = y;
    for (let across = first; across <= last; across++) {
      if (grid.isRow[across]) {
        line.push(y + at(above, across));
        y += at(above, across) + at(below, across);
        continue;
      }
      const tracks = at(counts, across);
      const isOuter = across === first || across === last;
      const spare = isOuter ? slack.lane / 2 : slack.row;
      const before = across === first ? headRoom : lineRoom;
      const after = across === last ? footRoom : lineRoom;
      // In the outer channels lines keep near to what they lead to.
      line.push(y + before + (across === last ? 0 : across === first ? spare : spare / 2));
      y +=
        spare +
        (tracks > 0 ? before + (tracks - 1) * trackGap + after : across === first ? headRoom : rowGap);
    }
    y = Math.max(y, top + emptyBand);
    return { y: top, height: y - top };
  });
  return { line, length: y, bands };
}

/** What the nodes of each row need above and below its middle, with their names and boundary events. */
function roomsOf(graph: Graph, grid: Grid, routes: readonly Route[]) {
  const above = grid.isRow.map(() => 0);
  const below = grid.isRow.map(() => 0);
  const leavesAbove = new Set(
    routes.filter(({ out, way }) => out.side === 'above' && way.by === null).map(({ way }) => way.from),
  );
  graph.nodes.forEach((node, index) => {
    const line = at(grid.lineOf, index);
    const nameSide = node.form === 'diamond' && !leavesAbove.has(index) ? 'above' : 'below';
    above[line] = Math.max(at(above, line), roomOf(node, 'above', nameSide));
    below[line] = Math.max(at(below, line), roomOf(node, 'below', nameSide));
  });
  return { above, below };
}

function roomOf({ size, attached, nameRoom }: Node, side: 'above' | 'below', nameSide: string): number {
  const named = nameSide === side ? nameRoom : 0;
  const events = attached.filter((by) => by.side === side);
  const hanging = events.map((by) => sizes.circle.height / 2 + (side === 'below' ? by.nameRoom : 0));
  return size.height / 2 + Math.max(named, 0, ...hanging);
}

export type Widths = Ruler & {
  /** By column. */
  readonly left: readonly number[];
  readonly right: readonly number[];
};

/** At least, of a column of a wide node: boundary events have room there. */
const wideColumn = 100;

export function widthsOf(graph: Graph, grid: Grid, counts: readonly number[], slack: Slack): Widths {
  const rooms = Array.from({ length: grid.columnCount }, () => 0);
  graph.nodes.forEach(({ room, span }, index) => {
    const first = at(grid.column, index);
    for (let column = first; column < first + span; column++)
      rooms[column] = Math.max(at(rooms, column), span === 1 ? room : wideColumn);
  });
  const names = counts.map(() => 0);
  for (const { from, nameGap } of graph.ways) {
    const node = one(graph.nodes, from);
    const gap = middle(lastColumn(grid, node, from)) + 1;
    names[gap] = Math.max(at(names, gap), nameGap);
  }
  const gaps = counts.map((tracks, line) => {
    const isSide = line === 0 || line === grid.across - 1;
    const least = isSide ? sideRoom : columnGap;
    const needed = Math.max(least, tracks > 0 ? 2 * lineRoom + (tracks - 1) * trackGap : 0);
    return line % 2 === 1 ? 0 : Math.max(needed, isSide ? 0 : at(names, line)) + (isSide ? 0 : slack.column);
  });
  widen(graph, grid, rooms, gaps);
  const line: number[] = [];
  const [left, right]: [number[], number[]] = [[], []];
  let x = 0;
  for (let down = 0; down < grid.across; down++) {
    const width = down % 2 === 1 ? at(rooms, (down - 1) / 2) : at(gaps, down);
    if (down % 2 === 1) {
      line.push(x + width / 2);
      left.push(x);
      right.push(x + width);
    } else line.push(x + (width - (Math.max(at(counts, down), 1) - 1) * trackGap) / 2);
    x += width;
  }
  return { line, length: x, left, right };
}

/** Gives the columns of a wide node what it lacks, each the same. */
function widen(graph: Graph, grid: Grid, rooms: number[], gaps: readonly number[]): void {
  graph.nodes.forEach(({ size, span }, index) => {
    if (span === 1) return;
    const column = at(grid.column, index);
    const columns = Array.from({ length: span }, (_, nth) => column + nth);
    const between = columns.slice(1).map((each) => at(gaps, middle(each) - 1));
    const width = [...columns.map((each) => at(rooms, each)), ...between].reduce((a, b) => a + b, 0);
    const lacking = even(Math.max(0, size.width - width) / span);
    for (const each of columns) rooms[each] = at(rooms, each) + lacking;
  });
}

export function boxOf(
  graph: Graph,
  grid: Grid,
  index: number,
  heights: Heights,
  widths: Widths,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const { size, span } = one(graph.nodes, index);
  const column = at(grid.column, index);
  const y = at(heights.line, at(grid.lineOf, index)) - size.height / 2;
  if (span === 1) {
    const x = at(widths.line, middle(column)) - size.width / 2;
    return { x, y, ...size };
  }
  const x = at(widths.left, column);
  return { x, y, width: at(widths.right, column + span - 1) - x, height: size.height };
}
