/**
 * Which column each node stands in: right of everything that leads to it.
 *
 * Ways that close a circle are set aside as ways back: those that lead to a
 * node which a walk from the starts, in the order of the elements, is still
 * inside of. The columns are the longest paths over the others.
 */
import type { Graph } from './graph.ts';
import { at, least, one } from './numbers.ts';

export type Columns = {
  readonly column: readonly number[];
  readonly isBack: readonly boolean[];
  /** Every node after all that lead to it. */
  readonly order: readonly number[];
  /** Where walks begin: starts, what nothing leads to, and one node of a circle nobody enters. */
  readonly roots: readonly number[];
};

export function toColumns(graph: Graph): Columns {
  const { order, isBack, roots } = walk(graph);
  const column = graph.nodes.map(() => 0);
  const forward = (node: number) =>
    (graph.out[node] ?? []).filter((way) => !isBack[way]).map((way) => one(graph.ways, way));
  const after = (node: number) => at(column, node) + one(graph.nodes, node).span;
  for (const node of order)
    for (const { to } of forward(node)) column[to] = Math.max(at(column, to), after(node));
  pullRight(graph, { order, isBack, roots, column }, column);
  return { column, isBack, order, roots };
}

/** What leads into the middle of a flow stands next to where it leads, not at the far left. */
function pullRight(graph: Graph, { order, isBack, roots }: Columns, column: number[]): void {
  const isReached = graph.nodes.map(() => false);
  const component = componentsOf(graph);
  const begun = new Set<number>();
  for (const root of roots) {
    const part = at(component, root);
    if (!begun.has(part)) isReached[root] = true;
    begun.add(part);
  }
  for (const node of order)
    if (isReached[node])
      for (const way of graph.out[node] ?? []) if (!isBack[way]) isReached[one(graph.ways, way).to] = true;
  for (const node of order.toReversed()) {
    if (isReached[node]) continue;
    const next = (graph.out[node] ?? []).filter((way) => !isBack[way]);
    const columns = next.map((way) => at(column, one(graph.ways, way).to));
    if (columns.length > 0) column[node] = least(columns, 0) - one(graph.nodes, node).span;
  }
}

function walk(graph: Graph): Pick<Columns, 'order' | 'isBack' | 'roots'> {
  const isBack = graph.ways.map(() => false);
  const state = graph.nodes.map((): 'new' | 'inside' | 'done' => 'new');
  const finished: number[] = [];
  const roots: number[] = [];
  for (const root of rootsOf(graph)) {
    if (state[root] !== 'new') continue;
    roots.push(root);
    // The nodes the walk is inside of, each with how many of its ways it has taken.
    const path = [{ node: root, taken: 0 }];
    state[root] = 'inside';
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const way = graph.out[last.node]?.[last.taken++];
      if (way === undefined) {
        state[last.node] = 'done';
        finished.push(last.node);
        path.pop();
        continue;
      }
      const { to } = one(graph.ways, way);
      if (state[to] === 'inside') isBack[way] = true;
      if (state[to] !== 'new') continue;
      state[to] = 'inside';
      path.push({ node: to, taken: 0 });
    }
  }
  return { isBack, order: finished.reverse(), roots };
}

function rootsOf({ nodes, ways }: Graph): readonly number[] {
  const isLedTo = new Set(ways.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const all = nodes.map((_, index) => index);
  const starts = all.filter((index) => nodes[index]?.isStart && !isLedTo.has(index));
  return [...starts, ...all.filter((index) => !isLedTo.has(index)), ...all];
}

/** The number of the connected part that each node belongs to, in the order of their first nodes. */
export function componentsOf({ nodes, ways }: Graph): readonly number[] {
  const parent = nodes.map((_, index) => index);
  const find = (node: number): number => {
    let top = node;
    while (at(parent, top) !== top) top = parent[top] = at(parent, at(parent, top));
    return top;
  };
  for (const { from, to } of ways) {
    const [a, b] = [find(from), find(to)];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const numbers = new Map<number, number>();
  return nodes.map((_, node) => {
    const top = find(node);
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    return numbers.get(top) ?? 0;
  });
}
