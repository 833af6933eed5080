/**
 * The cheapest way from one node to another along the lines of a grid: few
 * crossings before few bends before a short line (A*).
 */
import { type Claims, type Ends, isFree, isNarrow } from './claims.ts';
import type { Grid } from './grid.ts';
import { Heap } from './heap.ts';
import { at } from './numbers.ts';
import type { Port } from './ports.ts';

export type Wanted = {
  readonly ends: Ends;
  readonly out: readonly Port[];
  readonly into: readonly Port[];
  /** Whether it may run where others do that have its beginning or its end. */
  readonly isSharing: boolean;
  /** Whether it leaves a boundary event: what is in front of that is kept for it. */
  readonly isAttached: boolean;
};
/** The crossings from the one node to the other, both included. */
export type Found = { readonly out: Port; readonly into: Port; readonly crossings: readonly number[] };

const bendCost = 2;
const crossingCost = 4;
const stepAcross = 1;
const stepDown = 0.5;
/** Added to a step to the left in the middle of a row, where what comes back is not to run. */
const stepBack = 0.6;

const nowhere = -1;

/** What is kept from search to search, so that it need not be made anew. */
export type Desk = {
  readonly grid: Grid;
  readonly claims: Claims;
  readonly heap: Heap;
  /** By state, which is `2 * crossing` for what arrives across and one more for what arrives down. */
  readonly cost: Float64Array;
  readonly before: Int32Array;
  readonly seenIn: Int32Array;
  readonly doneIn: Int32Array;
  round: number;
  /** How many states were looked at, in all searches. */
  looked: number;
};

/**
 * So many are looked at for the best ways of a flow; its other ways go where they
 * soon arrive. Flows people draw take some thousands; without an end a tangle of
 * two thousand arrows takes minutes.
 */
const mostLooked = 500_000;
/** How much more than by its price so far a way is then judged by what is left of it. */
const haste = 8;

export function toDesk(grid: Grid, claims: Claims): Desk {
  const count = 2 * grid.taken.length;
  return {
    ...{ grid, claims, heap: new Heap(), round: 0, looked: 0 },
    ...{ cost: new Float64Array(count), before: new Int32Array(count) },
    ...{ seenIn: new Int32Array(count), doneIn: new Int32Array(count) },
  };
}

export function search(desk: Desk, { ends, out, into, isSharing, isAttached }: Wanted): Found | undefined {
  const { grid, claims, heap, cost, before, seenIn, doneIn } = desk;
  const { across, taken } = grid;
  const round = ++desk.round;
  const isHasty = desk.looked > mostLooked;
  heap.clear();
  const goal = at(
    into.map(({ inner }) => inner),
    0,
  );
  const [goalColumn, goalLine] = [goal % across, Math.floor(goal / across)];
  const mayUse = (half: number) =>
    !isNarrow(grid, half) || (isSharing ? isFree(claims, half, ends) : claims.sources[half] === 0);

  /** No way on from there costs less. */
  const leastFrom = (state: number) => {
    const crossing = state >> 1;
    const aside = Math.abs((crossing % across) - goalColumn);
    const apart = Math.abs(Math.floor(crossing / across) - goalLine);
    const mustTurn = (state & 1) === 0 ? apart > 0 : aside > 0;
    return aside * stepAcross + apart * stepDown + (mustTurn ? bendCost : 0);
  };
  const reach = (state: number, from: number, price: number) => {
    if (doneIn[state] === round || (seenIn[state] === round && at(cost, state) <= price)) return;
    seenIn[state] = round;
    cost[state] = price;
    before[state] = from;
    heap.push(state, price + (isHasty ? haste : 1) * leastFrom(state));
  };

  let found: { readonly state: number; readonly port: Port; readonly price: number } | undefined;
  for (const port of out) {
    const half = halfOf(port);
    if (port.dx !== 0 || isOpen(half, 'out', claims.sources, ends.source))
      reach(2 * port.outer + axisOf(port), -1 - out.indexOf(port), stepOf(port) + port.cost);
  }
  const entrances = into.filter((port) => isOpen(halfOf(port), 'into', claims.targets, ends.target));

  for (let state = heap.pop(); state !== undefined; state = heap.pop()) {
    if (doneIn[state] === round) continue;
    doneIn[state] = round;
    desk.looked++;
    const crossing = state >> 1;
    const axis = state & 1;
    const price = at(cost, state);
    if (found !== undefined && (isHasty || price + leastFrom(state) >= found.price)) break;
    const begun = out[-1 - at(before, state)];
    const canTurn = mayTurn(crossing, begun === undefined ? nowhere : halfOf(begun), begun !== undefined);
    for (const port of entrances) {
      if (port.outer !== crossing) continue;
      if (axisOf(port) !== axis && !mayTurn(crossing, halfOf(port), begun !== undefined)) continue;
      const total = price + port.cost + stepOf(port) + through(crossing, axis, axisOf(port));
      if (found === undefined || total < found.price) found = { state, port, price: total };
    }
    const back = begun === undefined ? at(before, state) >> 1 : nowhere;
    for (const next of canTurn ? [0, 1] : [axis]) {
      const toll = price + through(crossing, axis, next);
      const step = next === 0 ? 1 : across;
      const limit = next === 0 ? crossing % across : Math.floor(crossing / across);
      const last = next === 0 ? across - 1 : grid.down - 1;
      if (
        limit < last &&
        crossing + step !== back &&
        taken[crossing + step] === 0 &&
        mayUse(2 * crossing + next)
      )
        reach(2 * (crossing + step) + next, state, toll + (next === 0 ? stepAcross : stepDown));
      if (
        limit > 0 &&
        crossing - step !== back &&
        taken[crossing - step] === 0 &&
        mayUse(2 * (crossing - step) + next)
      )
        reach(2 * (crossing - step) + next, state, toll + (next === 0 ? backwards(crossing) : stepDown));
    }
  }
  if (found === undefined) return undefined;
  const crossings = [found.port.inner];
  let state = found.state;
  for (; at(before, state) >= 0; state = at(before, state)) crossings.push(state >> 1);
  const port = out[-1 - at(before, state)];
  if (port === undefined) return undefined;
  return { out: port, into: found.port, crossings: [...crossings, port.outer, port.inner].reverse() };

  function isOpen(half: number, use: 'out' | 'into', keys: Int32Array, key: number): boolean {
    if (claims.ports.has(half) && claims.ports.get(half) !== use) return false;
    return keys[half] === 0 || keys[half] === key + 1;
  }

  /** What a crossing costs: the bend, or those that are crossed by running straight on. */
  function through(crossing: number, axis: number, next: number): number {
    if (axis !== next) return bendCost;
    return crossingCost * at(claims.passes, 2 * crossing + 1 - axis);
  }

  /** In the middle of a column two lines that turn from above and from below would meet. `own` is the half of its port. */
  function mayTurn(crossing: number, own: number, isFirst: boolean): boolean {
    const column = crossing % across;
    if (column % 2 === 0 || (isFirst && isAttached)) return true;
    const isFreeOf = (half: number) => half === own || mayUse(half);
    if (!isFreeOf(2 * crossing + 1) || !isFreeOf(2 * (crossing - across) + 1)) return false;
    return !isRowAt(crossing) || (isFreeOf(2 * crossing) && isFreeOf(2 * (crossing - 1)));
  }

  function isRowAt(crossing: number): boolean {
    return grid.isRow[Math.floor(crossing / across)] === true;
  }

  function backwards(crossing: number): number {
    return isRowAt(crossing) ? stepAcross + stepBack : stepAcross;
  }
}

/** 0 for a line that begins across, 1 for one that begins up or down. */
function axisOf({ side }: Port): number {
  return side === 'left' || side === 'right' ? 0 : 1;
}

function stepOf(port: Port): number {
  return axisOf(port) === 0 ? stepAcross : stepDown;
}

/** The stretch of line between a node and the first crossing outside. */
export function halfOf(port: Port): number {
  return 2 * Math.min(port.inner, port.outer) + axisOf(port);
}
