/** The parts of chains that are in one lane, moved together to as few rows as their order allows. */
import type { Chain } from './chains.ts';
import type { Columns } from './columns.ts';
import type { Graph } from './graph.ts';
import { at, least, most, one } from './numbers.ts';

/** A part of a chain in one lane, and the columns it keeps free for itself. */
export type Run = {
  readonly chain: number;
  readonly nodes: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Where its line turns into the row, coming down or up from a corner of what it leaves. */
  readonly corner: { readonly column: number; readonly of: number } | null;
};

export function runOf(
  graph: Graph,
  { column }: Columns,
  { nodes, fork, join }: Chain,
  chain: number,
  lane: number,
): readonly Run[] {
  const after = (node: number) => at(column, node) + one(graph.nodes, node).span;
  const inLane = [...nodes.entries()].filter(([, node]) => one(graph.nodes, node).lane === lane);
  if (inLane.length === 0) return [];
  // The line to a node runs in the row of that node, the line to a join in the row it comes from.
  const begins = inLane.map(([nth, node]) => {
    const before = nodes[nth - 1] ?? fork?.from;
    return before === undefined ? at(column, node) : after(before);
  });
  const ends = inLane.map(([nth, node]) => {
    const joins = join !== null && nth === nodes.length - 1;
    return joins ? at(column, join.to) - 1 : after(node) - 1;
  });
  const hasCorner = fork !== null && (fork.by !== null || one(graph.nodes, fork.from).form === 'diamond');
  return [
    {
      ...{ chain, nodes: inLane.map(([, node]) => node), from: least(begins, 0), to: most(ends, 0) },
      corner: hasCorner && inLane[0]?.[0] === 0 ? { column: after(fork.from) - 1, of: fork.from } : null,
    },
  ];
}

/**
 * The row of each node, from 0, and how many there are. The runs come in their
 * order from top to bottom; that of the most important chain is placed first,
 * the others above and below it.
 */
export function stack(runs: readonly Run[]): {
  readonly places: ReadonlyMap<number, number>;
  readonly count: number;
} {
  const main = least(
    runs.map(({ chain }) => chain),
    0,
  );
  const pivot = Math.max(
    0,
    runs.findIndex(({ chain }) => chain === main),
  );
  const places = new Map<number, number>();
  const below = new Map<number, number>();
  const above = new Map<number, number>();
  /** `side` is 1 below the first run and -1 above it. */
  const put = (run: Run, taken: ReadonlyMap<number, number>, side: 1 | -1) => {
    const beyond = (column: number) => side * (taken.get(column) ?? -side) + 1;
    const columns = Array.from({ length: run.to - run.from + 1 }, (_, nth) => run.from + nth);
    const place = side * most(columns.map(beyond), 0);
    const { corner } = run;
    const isStraight = corner === null || places.get(corner.of) === place;
    const kept = isStraight ? columns : [corner.column, ...columns];
    const row = side * most(kept.map(beyond), 0);
    for (const node of run.nodes) places.set(node, row);
    for (const column of kept) {
      below.set(column, Math.max(below.get(column) ?? row, row));
      above.set(column, Math.min(above.get(column) ?? row, row));
    }
  };
  for (const run of runs.slice(pivot)) put(run, below, 1);
  for (const run of runs.slice(0, pivot).reverse()) put(run, above, -1);
  const top = least([...places.values()], 0);
  const count = runs.length === 0 ? 0 : most([...places.values()], 0) - top + 1;
  return { places: new Map([...places].map(([node, place]) => [node, place - top])), count };
}
