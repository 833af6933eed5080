/** A graph with its grid and its routes in pixels. */
import type { Box, Point } from '../geometry.ts';
import { type ChannelTracks, tracksAcross, tracksDown } from './channels.ts';
import type { Graph } from './graph.ts';
import { type Grid, middle } from './grid.ts';
import { lineAt } from './jogs.ts';
import { at, one } from './numbers.ts';
import type { Attached } from './parts.ts';
import type { Port } from './ports.ts';
import type { Route } from './route.ts';
import { boxOf, heightsOf, noSlack, type Ruler, type Slack, type Widths, widthsOf } from './rulers.ts';
import { sizes, trackGap } from './sizes.ts';

export type Placed = {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly { readonly y: number; readonly height: number }[];
  /** By element. */
  readonly shapes: ReadonlyMap<string, Box>;
  /** By transition. */
  readonly edges: ReadonlyMap<string, readonly Point[]>;
};

export function place(graph: Graph, grid: Grid, routes: readonly Route[], slack: Slack = noSlack): Placed {
  const across = tracksAcross(grid, routes);
  const heights = heightsOf(graph, grid, routes, across.counts, slack);
  const yOf = (route: number, nth: number) =>
    along(heights, across, lineAt(grid, one(routes, route), nth), route, nth);
  const down = tracksDown(grid, routes, yOf);
  const widths = widthsOf(graph, grid, down.counts, slack);
  const xOf = (route: number, nth: number) => {
    const { line, dx } = one(one(routes, route).pieces, nth);
    return along(widths, down, line, route, nth) + dx;
  };

  const boxes = graph.nodes.map((_, index) => boxOf(graph, grid, index, heights, widths));
  const shapes = new Map<string, Box>();
  graph.nodes.forEach((node, index) => {
    const box = one(boxes, index);
    shapes.set(node.id, box);
    for (const by of node.attached) shapes.set(by.id, boxAttached(by, box, at(grid.column, index), widths));
  });
  const edges = routes.map((route, index) => {
    const { way, pieces, out, into } = route;
    const corners = pieces.slice(1).map((piece, before): Point => {
      const [acrossNth, downNth] = piece.axis === 'across' ? [before + 1, before] : [before, before + 1];
      return { x: xOf(index, downNth), y: yOf(index, acrossNth) };
    });
    const from = (way.by !== null && shapes.get(way.by.id)) || one(boxes, way.from);
    const points = [
      portPoint(from, out, grid, widths),
      ...corners,
      portPoint(one(boxes, way.to), into, grid, widths),
    ];
    return [way.id, points] as const;
  });
  const { length: width } = widths;
  return { width, height: heights.length, bands: heights.bands, shapes, edges: new Map(edges) };
}

function along(ruler: Ruler, tracks: ChannelTracks, line: number, route: number, nth: number): number {
  return at(ruler.line, line) + (tracks.trackOf(route, nth) ?? 0) * trackGap;
}

function boxAttached({ side, column, dx }: Attached, host: Box, first: number, widths: Widths): Box {
  const { width, height } = sizes.circle;
  const x = at(widths.line, middle(first + column)) + dx - width / 2;
  return { x, y: (side === 'above' ? host.y : host.y + host.height) - height / 2, width, height };
}

function portPoint(box: Box, { side, inner, dx }: Port, grid: Grid, widths: Widths): Point {
  const x = at(widths.line, inner % grid.across) + dx;
  const y = box.y + box.height / 2;
  switch (side) {
    case 'left':
      return { x: box.x, y };
    case 'right':
      return { x: box.x + box.width, y };
    case 'above':
      return { x, y: box.y };
    case 'below':
      return { x, y: box.y + box.height };
  }
}
