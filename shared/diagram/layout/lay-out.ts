/**
 * The diagram of a flow made anew out of its lanes, elements and transitions.
 *
 * Columns come from what leads to what (`columns.ts`), rows from the chains
 * that elements form within their lanes (`chains.ts`, `rows.ts`). Lines are
 * then looked for on the grid of both (`search.ts`) and spread over tracks
 * (`tracks.ts`). Sub-processes are laid out first and are nodes of their size
 * in what is around them. The same version always gives the same diagram.
 */
import type { Diagram, FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { Box, Point } from '../geometry.ts';
import { toChains } from './chains.ts';
import { toColumns } from './columns.ts';
import { type Container, type Containers, toContainers } from './containers.ts';
import { type Graph, toGraph } from './graph.ts';
import { toGrid } from './grid.ts';
import { withJogs } from './jogs.ts';
import type { Parts } from './parts.ts';
import { type Placed, place } from './place.ts';
import { toRoutes } from './routes.ts';
import { toCells } from './rows.ts';
import { strayEdge } from './stray-edge.ts';

export function layOut(version: FlowVersion): Diagram {
  const containers = toContainers(version);
  const laneNumbers = new Map<string, number>(version.lanes.map(({ id }, index) => [id, index]));
  const whole = layOutInside(null, containers, {
    laneCount: Math.max(1, version.lanes.length),
    laneOf: (laneId) => laneNumbers.get(laneId) ?? 0,
  });
  const edges = new Map(whole.edges);
  for (const { id, from, to } of containers.strays) {
    const [start, end] = [whole.shapes.get(from), whole.shapes.get(to)];
    if (start !== undefined && end !== undefined) edges.set(id, strayEdge(start, end));
  }
  return {
    lanes: Object.fromEntries(version.lanes.map(({ id }, index) => [id, whole.bands[index] ?? noBand])),
    width: whole.width,
    shapes: Object.fromEntries(whole.shapes),
    edges: Object.fromEntries(edges),
  };
}

const noBand = { y: 0, height: 0 };
type Lanes = { readonly laneCount: number; readonly laneOf: (laneId: string) => number };
const oneLane: Lanes = { laneCount: 1, laneOf: () => 0 };

function layOutInside(container: Container, containers: Containers, lanes: Lanes): Placed {
  const elements = containers.elements.get(container) ?? [];
  const insides = new Map<string, Placed>();
  for (const { id } of elements)
    if (containers.elements.has(id)) insides.set(id, layOutInside(id, containers, oneLane));
  // The names of other ways are those of buttons, and not drawn.
  const decisions = new Set<string>(elements.filter(({ kind }) => kind === 'gateway').map(({ id }) => id));
  const laneIds = new Map<string, string>(elements.map(({ id, laneId }) => [id, laneId]));
  const parts: Parts = {
    elements,
    transitions: (containers.transitions.get(container) ?? []).map((way) => ({
      ...way,
      name: decisions.has(way.from) ? way.name : null,
    })),
    boundariesOf: (id) => containers.boundaries.get(id) ?? [],
    laneOf: (id) => lanes.laneOf(laneIds.get(id) ?? ''),
    laneCount: lanes.laneCount,
    insideOf: (id) => insides.get(id),
  };
  const placed = placeGraph(toGraph(parts));
  return withInsides(placed, insides);
}

function placeGraph(graph: Graph): Placed {
  const columns = toColumns(graph);
  const grid = toGrid(graph, toCells(graph, columns, toChains(graph, columns)));
  return place(graph, grid, withJogs(grid, toRoutes(graph, grid, columns)));
}

/** What is inside a sub-process stands in the middle of it, which may be wider than that. */
function withInsides(placed: Placed, insides: ReadonlyMap<string, Placed>): Placed {
  const shapes = new Map<string, Box>(placed.shapes);
  const edges = new Map<string, readonly Point[]>(placed.edges);
  for (const [id, inside] of insides) {
    const around = placed.shapes.get(id);
    if (around === undefined) continue;
    const x = around.x + Math.floor((around.width - inside.width) / 2);
    const move = (point: Point) => ({ x: point.x + x, y: point.y + around.y });
    for (const [inner, box] of inside.shapes) shapes.set(inner, { ...box, ...move(box) });
    for (const [inner, points] of inside.edges) edges.set(inner, points.map(move));
  }
  return { ...placed, shapes, edges };
}
