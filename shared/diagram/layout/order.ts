/** The order of chains from top to bottom. */
import type { Chain } from './chains.ts';
import type { Graph } from './graph.ts';
import { at, one } from './numbers.ts';

type Side = 'above' | 'below';
/** A chain seen from its parent: between which of the parent's nodes it lies. */
type Branch = {
  readonly chain: number;
  readonly from: number;
  readonly to: number;
  readonly nth: number;
  readonly side: Side;
};

/** `part` are the chains of one component, parents first. */
export function orderOf(graph: Graph, chains: readonly Chain[], part: readonly number[]): readonly number[] {
  const branches = branchesOf(graph, chains, part);
  const order: number[] = [];
  const add = (chain: number): void => {
    const beside = (branches.get(chain) ?? []).toSorted(nearestFirst);
    for (const branch of beside.toReversed()) if (branch.side === 'above') add(branch.chain);
    order.push(chain);
    for (const branch of beside) if (branch.side === 'below') add(branch.chain);
  };
  for (const chain of part) if (one(chains, chain).parent === null) add(chain);
  return order;
}

/** Of two that cross or hold one another, the one that leaves later; so a branch that just ends lies outside. */
function nearestFirst(a: Branch, b: Branch): number {
  return b.from - a.from || a.to - b.to || a.nth - b.nth;
}

function branchesOf(
  graph: Graph,
  chains: readonly Chain[],
  part: readonly number[],
): ReadonlyMap<number, readonly Branch[]> {
  const place = new Map<number, { readonly chain: number; readonly nth: number }>();
  for (const chain of part)
    for (const [nth, node] of one(chains, chain).nodes.entries()) place.set(node, { chain, nth });
  const lanes = lanesOf(graph, chains, part);
  const branches = new Map<number, Branch[]>();
  for (const chain of part) {
    const { parent, fork, join } = one(chains, chain);
    if (parent === null) continue;
    const from = fork === null ? -1 : (place.get(fork.from)?.nth ?? -1);
    const to = join === null ? Number.POSITIVE_INFINITY : placeOn(parent, join.to);
    const side = sideOf(chain, from, to);
    // Boundary events stand from left to right: the line of the last leaves inside those before it.
    const by = fork?.by == null ? 0 : one(graph.nodes, fork.from).attached.indexOf(fork.by);
    const list = branches.get(parent) ?? [];
    branches.set(parent, [...list, { chain, from, to, side, nth: list.length - 2 * by * part.length }]);
  }
  return branches;

  /** Where a node is along a chain: on it, or on what leaves it. */
  function placeOn(parent: number, node: number): number {
    let at = place.get(node);
    while (at !== undefined && at.chain !== parent) {
      const { fork } = one(chains, at.chain);
      at = fork === null ? undefined : place.get(fork.from);
    }
    return at?.nth ?? Number.POSITIVE_INFINITY;
  }

  /** Towards the first other lane it goes to, else away from where its parent goes meanwhile, else below. */
  function sideOf(chain: number, from: number, to: number): Side {
    const { parent, fork, join, nodes } = one(chains, chain);
    if (fork?.by != null) return fork.by.side;
    const lane = laneOf(fork?.from ?? join?.to ?? at(nodes, 0));
    const joined = join === null ? [] : [laneOf(join.to)];
    const other = [...(lanes.get(chain) ?? []), ...joined].find((each) => each !== lane);
    if (other !== undefined) return other < lane ? 'above' : 'below';
    if (to === Number.POSITIVE_INFINITY || parent === null) return 'below';
    const meanwhile = one(chains, parent)
      .nodes.slice(from + 1, to)
      .map(laneOf);
    return (meanwhile.find((each) => each !== lane) ?? lane) > lane ? 'above' : 'below';
  }

  function laneOf(node: number): number {
    return one(graph.nodes, node).lane;
  }
}

/** The lanes of each chain and of all that leaves it, each where it is first met. */
function lanesOf(
  graph: Graph,
  chains: readonly Chain[],
  part: readonly number[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const lanes = new Map<number, Set<number>>();
  const leaving = new Map<number, number[]>();
  for (const chain of part.toReversed()) {
    const { nodes, parent } = one(chains, chain);
    const own = nodes.map((node) => one(graph.nodes, node).lane);
    const branches = (leaving.get(chain) ?? []).toReversed();
    lanes.set(chain, new Set([...own, ...branches.flatMap((branch) => [...(lanes.get(branch) ?? [])])]));
    if (parent !== null) leaving.set(parent, [...(leaving.get(parent) ?? []), chain]);
  }
  return lanes;
}
