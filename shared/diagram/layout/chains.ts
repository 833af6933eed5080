/**
 * A graph as chains: runs of nodes that are drawn in one row as far as their
 * lanes allow. The first chain is the main path; every other one leaves a chain
 * before it at its fork, and most come back to one at their join.
 */
import { type Columns, componentsOf } from './columns.ts';
import type { Graph, Way } from './graph.ts';
import { at, most, one } from './numbers.ts';

export type Chain = {
  readonly nodes: readonly number[];
  /** The way that leads into it; null for one that begins a path. */
  readonly fork: Way | null;
  /** The way on to a chain before it; null where it just ends. */
  readonly join: Way | null;
  /** The chain it leaves, else the one it joins; null for the first of its component. */
  readonly parent: number | null;
};

/** A chain never comes before its parent. */
export function toChains(graph: Graph, columns: Columns): readonly Chain[] {
  const reach = reachOf(graph, columns);
  const chainOf: (number | undefined)[] = graph.nodes.map(() => undefined);
  const chains: Chain[] = [];
  const forwardFrom = (node: number) => (graph.out[node] ?? []).filter((way) => !columns.isBack[way]);
  const mainOf = new Map<number, number>();
  const component = componentsOf(graph);

  const add = (first: number, fork: Way | null): Chain => {
    const nodes: number[] = [];
    const index = chains.length;
    for (let node: number | undefined = first; node !== undefined; ) {
      nodes.push(node);
      chainOf[node] = index;
      node = nextOf(node);
    }
    const last = at(nodes, nodes.length - 1);
    const join = forwardFrom(last)
      .map((way) => one(graph.ways, way))
      .find(({ to }) => chainOf[to] !== undefined && chainOf[to] !== index);
    const main = mainOf.get(at(component, first));
    const parent = chainOf[fork?.from ?? join?.to ?? -1] ?? main ?? null;
    if (main === undefined) mainOf.set(at(component, first), index);
    const chain = { nodes, fork, join: join ?? null, parent };
    chains.push(chain);
    return chain;
  };

  /** Its first way out, unless another leads more than twice as far. */
  const nextOf = (node: number): number | undefined => {
    const open = forwardFrom(node)
      .map((way) => one(graph.ways, way))
      .filter(({ by, to }) => by === null && chainOf[to] === undefined);
    const lengths = open.map(({ to }) => at(reach, to) - at(columns.column, node));
    const furthest = most(lengths, 0);
    return open.find((_, index) => 2 * at(lengths, index) >= furthest)?.to;
  };

  for (const root of columns.roots) {
    if (chainOf[root] !== undefined) continue;
    // What leaves the chains made last is looked at first, each chain from its beginning.
    const toFollow = leaving(add(root, null));
    for (let way = toFollow.pop(); way !== undefined; way = toFollow.pop())
      if (chainOf[way.to] === undefined) toFollow.push(...leaving(add(way.to, way)));
  }
  return chains;

  function leaving({ nodes }: Chain): Way[] {
    return nodes
      .flatMap(forwardFrom)
      .map((way) => one(graph.ways, way))
      .reverse();
  }
}

/** The last column that each node leads to. */
function reachOf(graph: Graph, { column, isBack, order }: Columns): readonly number[] {
  const reach = [...column];
  for (const node of order.toReversed())
    for (const way of graph.out[node] ?? [])
      if (!isBack[way]) reach[node] = Math.max(at(reach, node), at(reach, one(graph.ways, way).to));
  return reach;
}
