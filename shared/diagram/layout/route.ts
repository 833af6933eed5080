/** One route: the lines a way takes, one after the other, from its port to its port. */
import { must } from '#shared/lib/must.ts';
import { type Claim, type Claims, claim, type Ends, isClaimed, isFair, isNarrow } from './claims.ts';
import type { Way } from './graph.ts';
import type { Grid } from './grid.ts';
import { at, one } from './numbers.ts';
import type { Port } from './ports.ts';
import { type Desk, type Found, halfOf, search } from './search.ts';

/** A stretch along one line; the next one is always along a line of the other axis. */
export type Piece = { readonly axis: 'across' | 'down'; readonly line: number; readonly dx: number };
export type Route = {
  readonly way: Way;
  readonly ends: Ends;
  readonly out: Port;
  readonly into: Port;
  readonly pieces: readonly Piece[];
  /** It leads where another does that leaves the same place, so it is drawn apart. */
  readonly isTwin: boolean;
};

/** How routes begin and end, as numbers: two of one number run along each other up to there, or from there on. */
export class Names {
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.numbers.get(name) ?? this.numbers.size + 1;
    this.numbers.set(name, known);
    return known;
  }
}

type Drawn = { readonly route: Route; readonly crossings: readonly number[] };
type Wanted = {
  readonly way: Way;
  readonly ends: Ends;
  readonly out: readonly Port[];
  readonly into: readonly Port[];
  /** Those that lead from the same place to the same. */
  readonly twins: readonly Route[];
};

const twinCost = 20;

export function findRoute(desk: Desk, names: Names, { way, ends, twins, ...ports }: Wanted): Drawn {
  const apart = (list: readonly Port[], used: readonly Port[]) =>
    list.map((port) =>
      used.some(({ side }) => side === port.side) ? { ...port, cost: port.cost + twinCost } : port,
    );
  const out = apart(
    ports.out,
    twins.map((twin) => twin.out),
  );
  const into = apart(
    ports.into,
    twins.map((twin) => twin.into),
  );
  const wanted = { ends, out, into, isAttached: way.by !== null };
  const isTwin = twins.length > 0;
  const drawn = (found: Found): Drawn => ({
    route: { way, ends, isTwin, out: found.out, into: found.into, pieces: piecesOf(desk.grid, found) },
    crossings: found.crossings,
  });
  const shared = isTwin ? undefined : search(desk, { ...wanted, isSharing: true });
  if (shared !== undefined) {
    const { route, crossings } = drawn(shared);
    if (isDrawable(desk, claimsOf(desk.grid, names, route, crossings), crossings))
      return { route, crossings };
  }
  return drawn(must(search(desk, { ...wanted, isSharing: false }), 'way between two nodes'));
}

function piecesOf({ across }: Grid, { out, crossings }: Found): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [index, to] of crossings.entries()) {
    const from = crossings[index - 1];
    if (from === undefined) continue;
    const axis = Math.abs(to - from) === 1 ? 'across' : 'down';
    if (pieces.at(-1)?.axis === axis) continue;
    const line = axis === 'across' ? Math.floor(to / across) : to % across;
    pieces.push({ axis, line, dx: pieces.length === 0 ? out.dx : 0 });
  }
  return pieces;
}

type Stretch = { readonly half: number; readonly claim: Claim | null };

/** Whether it runs only along those it begins or ends with, and turns nowhere in front of others. */
function isDrawable(
  { grid, claims }: Desk,
  stretches: readonly Stretch[],
  crossings: readonly number[],
): boolean {
  return stretches.every((stretch, index) => {
    if (stretch.claim !== null && !isFair(claims, stretch.half, stretch.claim)) return false;
    const next = stretches[index + 1];
    const crossing = at(crossings, index + 1);
    if (next === undefined || (next.half & 1) === (stretch.half & 1) || (crossing % grid.across) % 2 === 0)
      return true;
    // What else meets there has come the same way, or goes on the same way.
    if (isClaimed(claims, stretch.half) || isClaimed(claims, next.half)) return true;
    const meeting = [crossing, crossing - 1].map((from) => 2 * from);
    const upright = [crossing, crossing - grid.across].map((from) => 2 * from + 1);
    return ![...meeting, ...upright].some((half) => isNarrow(grid, half) && isClaimed(claims, half));
  });
}

/** Writes down where a route runs, and the crossings it runs straight through. */
export function claimRoute(
  grid: Grid,
  claims: Claims,
  names: Names,
  route: Route,
  crossings: readonly number[],
): void {
  for (const stretch of claimsOf(grid, names, route, crossings))
    if (stretch.claim !== null) claim(claims, stretch.half, stretch.claim);
  if (route.out.dx === 0) claims.ports.set(halfOf(route.out), 'out');
  claims.ports.set(halfOf(route.into), 'into');
  crossings.slice(1, -1).forEach((crossing, index) => {
    const step = crossing - at(crossings, index);
    if (step !== at(crossings, index + 2) - crossing) return;
    const half = 2 * crossing + (Math.abs(step) === 1 ? 0 : 1);
    claims.passes[half] = at(claims.passes, half) + 1;
  });
}

/** The halves a route runs along, each with what it says of itself there; null where there is room for all. */
function claimsOf(grid: Grid, names: Names, route: Route, crossings: readonly number[]): readonly Stretch[] {
  const claims = namesAlong(names, route).map((named) => ({ ...route.ends, ...named }));
  const stretches: Stretch[] = [];
  let nth = -1;
  let axisBefore = -1;
  for (let index = 1; index < crossings.length; index++) {
    const [from, to] = [at(crossings, index - 1), at(crossings, index)];
    const axis = Math.abs(to - from) === 1 ? 0 : 1;
    if (axis !== axisBefore) nth++;
    axisBefore = axis;
    const half = 2 * Math.min(from, to) + axis;
    // Beside the middle of a column a boundary event is in nobody's way.
    const isBeside = index === 1 && route.out.dx !== 0;
    stretches.push({ half, claim: isNarrow(grid, half) && !isBeside ? one(claims, nth) : null });
  }
  return stretches;
}

function namesAlong(names: Names, route: Route): readonly { readonly start: number; readonly end: number }[] {
  const { ends, out, into, pieces, isTwin, way } = route;
  const lines = pieces.map(({ axis, line }) => `${axis}${line}`);
  const twin = isTwin ? ` twin ${way.id}` : '';
  return pieces.map((_, nth) => ({
    start: names.of(`start ${ends.source} ${out.side} ${lines.slice(0, nth + 1).join(' ')}${twin}`),
    end: names.of(`end ${ends.target} ${into.side} ${lines.slice(nth).join(' ')}${twin}`),
  }));
}
