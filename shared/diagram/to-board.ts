/**
 * A flow laid out for a wall: only the places where cases rest, in columns and
 * lanes that keep the order of the design, spread over the room there is.
 */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { must } from '#shared/lib/must.ts';
import { own } from '#shared/lib/own.ts';
import { inLanguage, type Language } from '#shared/lib/words.ts';
import type { Drawing, DrawnLane, DrawnNode } from './drawing.ts';
import { foldFlow } from './fold.ts';
import { type Box, centreOf, type Size } from './geometry.ts';
import { formOf, sizes } from './layout/sizes.ts';
import { type PlacedBox, routesBetween } from './routes.ts';
import { describe } from './to-diagram.ts';

/** Left of the first column and right of the last, where the names of circles reach out. */
const edgeRoom = { left: 22, right: 38 };
const columnGap = { least: 58, most: 130 };
/** Width of a letter in the names of lines, on average and rounded up. */
const letterWidth = 6;
const laneHead = 30;
const laneFoot = 22;
const rowGap = 46;
/** In a large window everything grows a little before it spreads. */
const mostScale = 1.25;

export type BoardView = {
  readonly language: Language;
  readonly size: Size;
  readonly badges: ReadonlyMap<ElementId, number>;
  readonly seconds: ReadonlyMap<ElementId, string>;
};

export function toBoard(version: FlowVersion, view: BoardView): Drawing {
  const { places, links: ways } = foldFlow(version);
  // Two steps before one decision have its ways in common.
  const links = ways.map((way) => ({ ...way, line: `${way.from} ${way.id}` }));
  const cells = cellsOf(version, places);
  const columns = columnsOf(
    places.map((place) => ({ cell: find(cells, place.id), size: sizes[formOf(place)] })),
  );
  const leastGap = gapFor(links.map(({ name }) => (name === null ? '' : inLanguage(name, view.language))));
  const least = {
    width: sidesAndColumns(columns) + leastGap * (columns.length - 1),
    height: sum(lanesOf(version, cells).map(({ height }) => height)),
  };
  const { size } = view;
  const scale = Math.min(mostScale, size.width / least.width, size.height / least.height);
  const room = { width: size.width / scale, height: size.height / scale };
  const gap = clamp(
    (room.width - sidesAndColumns(columns)) / Math.max(1, columns.length - 1),
    leastGap,
    columnGap.most,
  );
  const width = Math.max(room.width, least.width);
  const bands = bandsOf(version, cells, room.height, width);
  const placed = places.map((place): PlacedBox => {
    const cell = find(cells, place.id);
    const size = sizes[formOf(place)];
    const band = must(bands.get(place.laneId), 'band');
    const columnX = edgeRoom.left + sum(columns.slice(0, cell.column)) + gap * cell.column;
    const x = columnX + (must(columns[cell.column], 'column') - size.width) / 2;
    const y = band.rowY + cell.row * (sizes.box.height + rowGap) + (sizes.box.height - size.height) / 2;
    return { id: place.id, column: cell.column, box: { x, y, ...size } };
  });
  const boxes = new Map(placed.map(({ id, box }) => [id, box]));
  const lines = routesBetween(
    placed,
    links.map(({ line, from, to }) => ({ id: line, from, to })),
  );
  const nodes = places.map((place): DrawnNode => {
    const hasLineBelow = links.some(
      ({ from, to }) => from === place.id && find(cells, to).column === find(cells, from).column,
    );
    return {
      ...describe(version, place, view.language),
      nameSide: hasLineBelow ? 'right' : 'below',
      box: must(boxes.get(place.id), 'box'),
      badge: view.badges.get(place.id) ?? null,
      second: view.seconds.get(place.id) ?? null,
    };
  });
  return {
    width,
    height: Math.max(...[...bands.values()].map(({ box }) => box.y + box.height)),
    lanes: version.lanes.flatMap((lane): readonly DrawnLane[] => {
      const band = bands.get(lane.id);
      const name = inLanguage(lane.name, view.language);
      return band === undefined ? [] : [{ id: lane.id, name, tone: lane.tone, box: band.box }];
    }),
    nodes,
    edges: links.map((link) => ({
      id: link.line,
      from: link.from,
      to: link.to,
      transitions: [link.id],
      points: must(lines.get(link.line), 'line'),
      state: 'plain',
      tone: must(
        nodes.find(({ id }) => id === link.from),
        'start of a line',
      ).tone,
      label: link.name && inLanguage(link.name, view.language),
      times: 0,
    })),
  };
}

type Cell = { readonly column: number; readonly row: number; readonly laneId: string };

/** Places drawn nearer than this from left to right may share a column. */
const sameColumn = 60;

/**
 * Column and row of every place. From left to right as drawn, a place takes
 * the first column that is free in its row and not before those of the places
 * clearly left of it.
 */
function cellsOf(
  version: FlowVersion,
  places: ReturnType<typeof foldFlow>['places'],
): ReadonlyMap<ElementId, Cell> {
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

function columnsOf(places: readonly { readonly cell: Cell; readonly size: Size }[]): readonly number[] {
  const widths: number[] = [];
  for (const { cell, size } of places) widths[cell.column] = Math.max(widths[cell.column] ?? 0, size.width);
  return widths;
}

type Band = { readonly box: Box; readonly rowY: number };

/** Between two columns there is room for the longest word of any name. */
function gapFor(names: readonly string[]): number {
  const longest = Math.max(0, ...names.flatMap((name) => name.split(' ')).map((word) => word.length));
  return clamp(longest * letterWidth + 18, columnGap.least, columnGap.most);
}

type LaneRows = { readonly id: string; readonly height: number };

function lanesOf(version: FlowVersion, cells: ReadonlyMap<ElementId, Cell>): readonly LaneRows[] {
  return version.lanes.flatMap(({ id }) => {
    const rows = [...cells.values()].filter(({ laneId }) => laneId === id).map(({ row }) => row + 1);
    if (rows.length === 0) return [];
    const count = Math.max(...rows);
    return [{ id, height: laneHead + laneFoot + count * sizes.box.height + (count - 1) * rowGap }];
  });
}

/** Lanes one under another; what is left of the room is shared among them. */
function bandsOf(
  version: FlowVersion,
  cells: ReadonlyMap<ElementId, Cell>,
  room: number,
  width: number,
): ReadonlyMap<string, Band> {
  const lanes = lanesOf(version, cells);
  const used = sum(lanes.map(({ height }) => height));
  const slack = Math.max(0, (room - used) / Math.max(1, lanes.length));
  const bands = new Map<string, Band>();
  let y = 0;
  for (const lane of lanes) {
    const height = lane.height + slack;
    bands.set(lane.id, { box: { x: 0, y, width, height }, rowY: y + laneHead + slack / 2 });
    y += height;
  }
  return bands;
}

function sidesAndColumns(columns: readonly number[]): number {
  return edgeRoom.left + sum(columns) + edgeRoom.right;
}

function find(cells: ReadonlyMap<ElementId, Cell>, id: ElementId): Cell {
  return must(cells.get(id), `cell of ${id}`);
}

function isSameLevel(a: number, b: number): boolean {
  return Math.abs(a - b) < 30;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
