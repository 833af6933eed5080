/**
 * A flow laid out for a wall: only the places where cases rest, in columns and
 * lanes that keep the order of the design, spread over the room there is.
 */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion, Lane } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { must } from '#shared/lib/must.ts';
import { own } from '#shared/lib/own.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import type { Drawing, DrawnLane } from './drawing.ts';
import { foldFlow, type Link } from './fold.ts';
import { type Box, centreOf, type Size } from './geometry.ts';
import { toGraph } from './layout/graph.ts';
import { toGrid } from './layout/grid.ts';
import { withJogs } from './layout/jogs.ts';
import { type Placed, place } from './layout/place.ts';
import { toRoutes } from './layout/routes.ts';
import { withNames } from './names.ts';
import { describe } from './to-diagram.ts';

/** What gaps between columns get beyond what the lines there need. */
const columnSlack = { least: 18, most: 90 };
/** The same between rows: the names of lines up and down stand there. */
const rowSlack = 26;
/** In a large window everything grows a little before it spreads; below the least it could not be read. */
const scales = { least: 0.7, most: 1.25 };

export type BoardView = { readonly language: Language; readonly size: Size };

/** What is told at the steps that have cases. */
export type BoardCases = {
  readonly badges: ReadonlyMap<ElementId, number>;
  readonly seconds: ReadonlyMap<ElementId, string>;
};

/** A board with its cases: they come and go, and nothing moves for it. */
export function withCases(board: Drawing, { badges, seconds }: BoardCases): Drawing {
  const nodes = board.nodes.map((node) => ({
    ...node,
    badge: badges.get(node.id) ?? null,
    second: seconds.get(node.id) ?? null,
  }));
  return { ...board, nodes };
}

export function toBoard(version: FlowVersion, view: BoardView): Drawing {
  const { places, links: ways } = foldFlow(version);
  // Two steps before one decision have its ways in common.
  const links = ways.map((way) => {
    const label = way.name && inLanguage(way.name, view.language);
    return { ...way, id: `${way.from} ${way.id}`, transitions: [way.id], label };
  });
  const lanes = version.lanes.filter(({ id }) => places.some(({ laneId }) => laneId === id));
  const { box, placed } = placedIn(view.size, version, { places, links, lanes });
  const nodes = places.map((place) => ({
    ...describe(version, place, view.language),
    box: must(placed.shapes.get(place.id), 'box'),
  }));
  const toneOf = new Map(nodes.map(({ id, tone }) => [id, tone]));
  const edges = links.map(({ id, from, to, transitions, label }) => ({
    ...{ id, from, to, transitions, label },
    points: must(placed.edges.get(id), 'line'),
    state: 'plain' as const,
    tone: must(toneOf.get(from), 'start of a line'),
    times: 0,
  }));
  return {
    width: box.width,
    height: box.height,
    lanes: lanes.map(({ id, name, tone }, index): DrawnLane => {
      const { y, height } = must(placed.bands[index], 'band');
      return { id, name: inLanguage(name, view.language), tone, box: { x: 0, y, width: box.width, height } };
    }),
    ...withNames(nodes, edges, box),
  };
}

type Folded = {
  readonly places: readonly FlowElement[];
  readonly links: readonly (Pick<Link, 'from' | 'to' | 'name'> & { readonly id: string })[];
  readonly lanes: readonly Lane[];
};

/** As large as it must be; where there is more room than that, spread over it. */
function placedIn(
  size: Size,
  version: FlowVersion,
  { places, links, lanes }: Folded,
): { readonly box: Box; readonly placed: Placed } {
  const laneNumber = new Map(lanes.map(({ id }, index) => [id, index]));
  const laneOf = new Map(places.map(({ id, laneId }) => [id as string, laneNumber.get(laneId) ?? 0]));
  const graph = toGraph({
    elements: places,
    transitions: links,
    boundariesOf: () => [],
    laneOf: (id) => laneOf.get(id) ?? 0,
    laneCount: lanes.length,
    insideOf: () => undefined,
  });
  const cells = cellsOf(version, places);
  const grid = toGrid(graph, {
    column: places.map(({ id }) => find(cells, id).column),
    row: places.map(({ id }) => find(cells, id).row),
    rowCounts: lanes.map(({ id }) =>
      Math.max(...[...cells.values()].filter(({ laneId }) => laneId === id).map(({ row }) => row + 1)),
    ),
  });
  const routes = withJogs(grid, toRoutes(graph, grid, { isBack: links.map(() => false) }));
  const least = place(graph, grid, routes, { column: columnSlack.least, row: rowSlack, lane: 0 });
  const scale = clamp(
    Math.min(size.width / least.width, size.height / least.height),
    scales.least,
    scales.most,
  );
  const room = { width: size.width / scale, height: size.height / scale };
  const spare = Math.max(0, room.width - least.width) / Math.max(1, grid.columnCount - 1);
  const placed = place(graph, grid, routes, {
    column: Math.min(columnSlack.least + spare, columnSlack.most),
    row: rowSlack,
    lane: Math.max(0, room.height - least.height) / lanes.length,
  });
  const width = Math.max(room.width, placed.width);
  return { box: { x: 0, y: 0, width, height: placed.height }, placed };
}

type Cell = { readonly column: number; readonly row: number; readonly laneId: string };

/** Places drawn nearer than this from left to right may share a column. */
const sameColumn = 60;

/**
 * Column and row of every place. From left to right as drawn, a place takes
 * the first column that is free in its row and not before those of the places
 * clearly left of it.
 */
function cellsOf(version: FlowVersion, places: readonly FlowElement[]): ReadonlyMap<ElementId, Cell> {
  const centre = (id: ElementId) => centreOf(must(own(version.diagram.shapes, id), `shape of ${id}`));
  const rows = new Map<string, number[]>();
  for (const { id, laneId } of [...places].sort((a, b) => centre(a.id).y - centre(b.id).y)) {
    const levels = rows.get(laneId) ?? [];
    if (!levels.some((level) => isSameLevel(level, centre(id).y))) levels.push(centre(id).y);
    rows.set(laneId, levels);
  }
  const cells = new Map<ElementId, Cell>();
  const done: { readonly x: number; readonly cell: Cell }[] = [];
  for (const { id, laneId } of [...places].sort((a, b) => centre(a.id).x - centre(b.id).x)) {
    const { x, y } = centre(id);
    const row = (rows.get(laneId) ?? []).findIndex((level) => isSameLevel(level, y));
    const columns = done.map(({ x: other, cell }) => {
      if (cell.laneId === laneId && cell.row === row) return cell.column + 1;
      return other + sameColumn < x ? cell.column : 0;
    });
    const cell = { column: Math.max(0, ...columns), row, laneId };
    cells.set(id, cell);
    done.push({ x, cell });
  }
  return cells;
}

function find(cells: ReadonlyMap<ElementId, Cell>, id: ElementId): Cell {
  return must(cells.get(id), `cell of ${id}`);
}

function isSameLevel(a: number, b: number): boolean {
  return Math.abs(a - b) < 30;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
