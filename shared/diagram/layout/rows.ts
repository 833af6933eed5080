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
import { at, most, one } from './numbers.ts';
import { orderOf } from './order.ts';
import { runOf, stack } from './runs.ts';

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
      const base = at(counts, lane);
      const { places, count } = stack(runs);
      for (const [node, place] of places) row[node] = base + place;
      counts[lane] = base + count;
    }
  }
  placeAlone(
    graph,
    graph.nodes.flatMap((_, node) => (isAlone(node) ? node : [])),
    { column, row, counts },
  );
  return { column, row, rowCounts: counts };
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
