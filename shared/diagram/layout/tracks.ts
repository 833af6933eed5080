/**
 * Lines side by side in one channel: in the order that makes the fewest
 * crossings, then as close together as they can be.
 */
import { at, most, one } from './numbers.ts';

/** A line along a channel, as far as it goes, and the stubs that lead out of the channel: -1 up or left, 1 down or right. */
export type Line = {
  readonly from: number;
  readonly to: number;
  readonly stubs: readonly { readonly at: number; readonly towards: number }[];
};
/** The first has to be above or left of the second. */
export type Rule = readonly [number, number];

export type Tracks = { readonly track: readonly number[]; readonly count: number };

type Neighbour = { readonly line: number; readonly cost: number };

/** `apart` is how far from each other two lines of one track must end. The rules have no circles. */
export function toTracks(lines: readonly Line[], rules: readonly Rule[], apart: number): Tracks {
  const neighbours = neighboursOf(lines, apart);
  const after: number[][] = lines.map(() => []);
  const before: number[][] = lines.map(() => []);
  for (const [first, then] of rules) {
    one(after, first).push(then);
    one(before, then).push(first);
  }
  const order = improved(greedy(lines.length, neighbours, before, after), neighbours, after);
  const track = lines.map(() => 0);
  const isPlaced = lines.map(() => false);
  for (const line of order) {
    const close = one(neighbours, line).flatMap((other) => (isPlaced[other.line] ? other.line : []));
    track[line] =
      1 +
      most(
        [...close, ...one(before, line)].map((other) => at(track, other)),
        -1,
      );
    isPlaced[line] = true;
  }
  return { track, count: 1 + most(track, -1) };
}

/** For each line those beside which it runs or ends; `cost` is how many crossings more it makes to come before them. */
function neighboursOf(lines: readonly Line[], apart: number): readonly (readonly Neighbour[])[] {
  const neighbours: Neighbour[][] = lines.map(() => []);
  const byStart = [...lines.keys()].sort((a, b) => one(lines, a).from - one(lines, b).from || a - b);
  let open: number[] = [];
  for (const line of byStart) {
    const { from } = one(lines, line);
    open = open.filter((other) => one(lines, other).to + apart >= from);
    for (const other of open) {
      const cost =
        crossings(one(lines, line), one(lines, other)) - crossings(one(lines, other), one(lines, line));
      one(neighbours, line).push({ line: other, cost });
      one(neighbours, other).push({ line, cost: -cost });
    }
    open.push(line);
  }
  return neighbours;
}

/** How often two lines cross where the first is above or left of the second. */
function crossings(first: Line, second: Line): number {
  const inside = ({ at }: { readonly at: number }, { from, to }: Line) => from < at && at < to;
  return (
    first.stubs.filter((stub) => stub.towards > 0 && inside(stub, second)).length +
    second.stubs.filter((stub) => stub.towards < 0 && inside(stub, first)).length
  );
}

/** One after the other, of those the rules allow the one that gains most by coming before all that are left. */
function greedy(
  count: number,
  neighbours: readonly (readonly Neighbour[])[],
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): number[] {
  const waiting = before.map((list) => list.length);
  const pull = neighbours.map((list) => list.reduce((sum, { cost }) => sum + cost, 0));
  const open = new Set([...waiting.keys()].filter((line) => waiting[line] === 0));
  const order: number[] = [];
  while (order.length < count) {
    let next: number | undefined;
    for (const line of open) if (next === undefined || at(pull, line) < at(pull, next)) next = line;
    if (next === undefined) throw new Error('Lines of a channel each before the other');
    order.push(next);
    open.delete(next);
    for (const { line, cost } of one(neighbours, next)) pull[line] = at(pull, line) + cost;
    for (const line of one(after, next)) {
      waiting[line] = at(waiting, line) - 1;
      if (waiting[line] === 0) open.add(line);
    }
  }
  return order;
}

/** Lines next to each other change places as long as that saves a crossing. */
function improved(
  order: number[],
  neighbours: readonly (readonly Neighbour[])[],
  after: readonly (readonly number[])[],
): readonly number[] {
  const costs = neighbours.map((list) => new Map(list.map(({ line, cost }) => [line, cost])));
  for (let isBetter = true, round = 0; isBetter && round < order.length; round++) {
    isBetter = false;
    for (let place = 1; place < order.length; place++) {
      const [first, second] = [at(order, place - 1), at(order, place)];
      if ((one(costs, first).get(second) ?? 0) <= 0 || one(after, first).includes(second)) continue;
      order[place - 1] = second;
      order[place] = first;
      isBetter = true;
    }
  }
  return order;
}
