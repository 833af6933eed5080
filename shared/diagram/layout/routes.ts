/**
 * A route for every way. Those that can run straight are first, then the short
 * ones, and those that lead back come last.
 */
import { must } from '#shared/lib/must.ts';
import { type Claims, type Ends, noClaims } from './claims.ts';
import type { Columns } from './columns.ts';
import type { Graph, Way } from './graph.ts';
import { type Grid, middle } from './grid.ts';
import { at, one } from './numbers.ts';
import { type Port, portsIn, portsOut } from './ports.ts';
import { claimRoute, findRoute, Names, type Route } from './route.ts';
import { toDesk } from './search.ts';

/** By way. */
export function toRoutes(graph: Graph, grid: Grid, { isBack }: Pick<Columns, 'isBack'>): readonly Route[] {
  const claims = noClaims(grid);
  const desk = toDesk(grid, claims);
  const ends = endsOf(graph);
  keepForBoundaries(graph, grid, claims, ends);
  const names = new Names();
  const routes: Route[] = [];
  const order = [...graph.ways.keys()].map((way) => ({ way, rank: rankOf(way) }));
  const known = new Map<string, Route[]>();
  for (const { way } of order.sort((a, b) => a.rank - b.rank || a.way - b.way)) {
    const { source, target } = one(ends, way);
    const twins = known.get(`${source} ${target}`) ?? [];
    const { route, crossings } = findRoute(desk, names, {
      ...{ way: one(graph.ways, way), ends: one(ends, way), twins },
      ...portsOf(graph, grid, one(graph.ways, way)),
    });
    routes[way] = route;
    known.set(`${source} ${target}`, [...twins, route]);
    claimRoute(grid, claims, names, route, crossings);
  }
  return routes;

  function rankOf(index: number): number {
    const { from, to, by } = one(graph.ways, index);
    const columns = at(grid.column, to) - at(grid.column, from);
    const lines = Math.abs(at(grid.lineOf, to) - at(grid.lineOf, from));
    const far = 2 * Math.abs(columns) + lines;
    if (isBack[index] || columns <= 0) return 2e6 + far;
    if (lines === 0 && isClear(from, to)) return far;
    // A diamond and a boundary event have corners for it; a box can do without.
    const corners = [by !== null, ...[from, to].map((node) => one(graph.nodes, node).form === 'diamond')];
    return 1e6 + far - 3 * corners.filter((isCorner) => isCorner).length;
  }

  function isClear(from: number, to: number): boolean {
    const line = at(grid.lineOf, from) * grid.across;
    const start = middle(at(grid.column, from) + one(graph.nodes, from).span - 1) + 1;
    for (let column = start; column < middle(at(grid.column, to)); column++)
      if (grid.taken[line + column] !== 0) return false;
    return true;
  }
}

/** A node and each of its boundary events are sources of their own. */
function endsOf({ nodes, ways }: Graph): readonly Ends[] {
  const keys = new Map<object, number>();
  for (const { attached } of nodes) for (const by of attached) keys.set(by, nodes.length + keys.size);
  return ways.map(({ from, to, by }) => ({
    source: by === null ? from : must(keys.get(by), 'boundary event'),
    target: to,
  }));
}

/** A boundary event has one port only: nobody else may turn in front of it. */
function keepForBoundaries(graph: Graph, grid: Grid, claims: Claims, ends: readonly Ends[]): void {
  graph.ways.forEach(({ from, by }, index) => {
    if (by === null || by.dx !== 0) return;
    const [port] = portsOut(graph, grid, from, by);
    if (port === undefined) return;
    const half = 2 * Math.min(port.inner, port.outer) + 1;
    claims.sources[half] = one(ends, index).source + 1;
    claims.targets[half] = -1;
  });
}

function portsOf(graph: Graph, grid: Grid, { from, to, by }: Way): Record<'out' | 'into', readonly Port[]> {
  const [out, into] = [portsOut(graph, grid, from, by), portsIn(graph, grid, to)];
  // A way from a node to itself goes round it.
  return from === to ? { out: out.slice(0, 1), into } : { out, into };
}
