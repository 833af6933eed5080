/**
 * Which row of its lane each node stands in.
 *
 * Chains have one order from top to bottom, which the design gives and not the
 * room there is: a branch lies beside its parent, later branches nearer than
 * earlier ones. In each lane they then move together as close as the columns
 * allow that they take. So a longer branch moves others, but never past each
 * other where they share a column.
 */
import { groupBy } from '#shared/lib/group-by.ts';
import type { Chain } from './chains.ts';
import { type Columns, componentsOf } from './columns.ts';
import type { Graph } from './graph.ts';
import { at, least, most, one } from './numbers.ts';
import { orderOf } from './order.ts';

/** Where each node stands: its first column, and its row within its lane. */
export type Cells = {
  readonly column: readonly number[];
  readonly row: readonly number[];
  /** How many rows each lane has. */
  readonly rowCounts: readonly number[];
};

export function toCells(graph: Graph, columns: Columns, chains: readonly Chain[]): Cells {
  const row = graph.nodes.map(() => 0);
  const column = [...columns.column];
  const counts = Array.from({ length: graph.laneCount }, () => 0);
  const component = componentsOf(graph);
  const nodesByPart = groupBy(
    graph.nodes.map((_, index) => index),
    (node) => at(component, node),
  );
  const isAlone = (node: number) => nodesByPart.get(at(component, node))?.length === 1;
  const firstOf = ({ nodes }: Chain) => at(nodes, 0);
  const parts = groupBy(
    [...chains.keys()].filter((index) => !isAlone(firstOf(one(chains, index)))),
    (index) => at(component, firstOf(one(chains, index))),
  );
  for (const [, part] of [...parts].sort(([a], [b]) => a - b)) {
    const order = orderOf(graph, chains, part);
    for (let lane = 0; lane < graph.laneCount; lane++) {
      const runs = order.flatMap((chain) => runOf(graph, columns, one(chains, chain), chain, lane));
      counts[lane] = at(counts, lane) + stack(runs, row, at(counts, lane));
    }
  }
  placeAlone(
    graph,
    graph.nodes.flatMap((_, node) => (isAlone(node) ? node : [])),
    { column, row, counts },
  );
  return { column, row, rowCounts: counts };
}

/** The part of a chain that is in one lane, and the columns it keeps free for itself. */
type Run = {
  readonly chain: number;
  readonly nodes: readonly number[];
  readonly from: number;
  readonly to: number;
};

function runOf(
  graph: Graph,
  { column }: Columns,
  { nodes, fork, join }: Chain,
  chain: number,
  lane: number,
): readonly Run[] {
  const after = (node: number) => at(column, node) + one(graph.nodes, node).span;
  const inLane = nodes.filter((node) => one(graph.nodes, node).lane === lane);
  if (inLane.length === 0) return [];
  // The line to a node runs in the row of that node, the line to a join in the row it comes from.
  const begins = inLane.map((node) => {
    const before = nodes[nodes.indexOf(node) - 1] ?? fork?.from;
    return before === undefined ? at(column, node) : after(before);
  });
  const ends = inLane.map((node) => {
    const joins = join !== null && node === nodes.at(-1);
    return joins ? at(column, join.to) - 1 : after(node) - 1;
  });
  return [{ chain, nodes: inLane, from: least(begins, 0), to: most(ends, 0) }];
}

/** Gives each run its row below `base`; the run of the most important chain has a straight row. */
function stack(runs: readonly Run[], row: number[], base: number): number {
  if (runs.length === 0) return 0;
  const pivot = runs.findIndex(
    ({ chain }) =>
      chain ===
      least(
        runs.map((run) => run.chain),
        0,
      ),
  );
  const highest = new Map<number, number>();
  const lowest = new Map<number, number>();
  const taken = new Map<Run, number>();
  const columnsOf = ({ from, to }: Run) => Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
  const put = (run: Run, place: number) => {
    taken.set(run, place);
    for (const column of columnsOf(run)) {
      highest.set(column, Math.min(highest.get(column) ?? place, place));
      lowest.set(column, Math.max(lowest.get(column) ?? place, place));
    }
  };
  for (const run of runs.slice(pivot))
    put(
      run,
      1 +
        most(
          columnsOf(run).map((column) => lowest.get(column) ?? -1),
          -1,
        ),
    );
  for (const run of runs.slice(0, pivot).reverse())
    put(
      run,
      least(
        columnsOf(run).map((column) => highest.get(column) ?? 1),
        1,
      ) - 1,
    );
  const places = [...taken.values()];
  const top = least(places, 0);
  for (const [run, place] of taken) for (const node of run.nodes) row[node] = base + place - top;
  return most(places, 0) - top + 1;
}

/** What nothing is connected to stands under the rest of its lane, one beside the other. */
function placeAlone(
  graph: Graph,
  alone: readonly number[],
  { column, row, counts }: Record<'column' | 'row' | 'counts', number[]>,
): void {
  const isAlone = new Set(alone);
  const used = graph.nodes.map((node, index) => (isAlone.has(index) ? 0 : at(column, index) + node.span));
  const width = Math.max(6, most(used, 0));
  for (const [lane, nodes] of groupBy(alone, (node) => one(graph.nodes, node).lane)) {
    let next = 0;
    for (const node of nodes) {
      const { span } = one(graph.nodes, node);
      if (next === 0 || next + span > width) {
        counts[lane] = at(counts, lane) + 1;
        next = 0;
      }
      column[node] = next;
      row[node] = at(counts, lane) - 1;
      next += span;
    }
  }
}
