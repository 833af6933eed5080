/**
 * Two lines at one height in a channel between columns, one from the left and
 * one to the right, must not lie on each other: the one from the left turns
 * first. Where that asks for a before b before a, one of them takes a jog
 * through the nearest channel between rows, which undoes the circle.
 */
import { type Grid, middle } from './grid.ts';
import { at, one } from './numbers.ts';
import type { Piece, Route } from './route.ts';
import { type Member, type Strand, toStrands } from './strands.ts';

/** `first` stands left of `then`; both meet the row at `line`. */
type Rule = { readonly first: Strand; readonly then: Strand; readonly line: number };

export function withJogs(grid: Grid, routes: readonly Route[]): readonly Route[] {
  let jogged = routes;
  // Each round takes a strand out of every circle that is left.
  for (let round = 0; round < routes.length; round++) {
    const strands = toStrands(jogged, ({ axis, line }) => axis === 'down' && line % 2 === 0);
    const closing = closingRules(rulesOf(grid, jogged, strands));
    if (closing.length === 0) break;
    for (const { then, line } of closing) jogged = jog(jogged, then, line, grid);
  }
  return jogged;
}

function rulesOf(grid: Grid, routes: readonly Route[], strands: readonly Strand[]): readonly Rule[] {
  const sides = new Map<string, { readonly left: Set<Strand>; readonly right: Set<Strand>; line: number }>();
  for (const strand of strands)
    for (const member of strand.members)
      for (const stub of stubsOf(grid, one(routes, member.route), member.nth)) {
        if (grid.isRow[stub.line] !== true) continue;
        const key = `${strand.line} ${stub.line}`;
        const side = sides.get(key) ?? { left: new Set(), right: new Set(), line: stub.line };
        (stub.isLeft ? side.left : side.right).add(strand);
        sides.set(key, side);
      }
  return [...sides.values()].flatMap(({ left, right, line }) =>
    [...left].flatMap((first) =>
      [...right].filter((then) => then !== first).map((then) => ({ first, then, line })),
    ),
  );
}

type Stub = { readonly line: number; readonly isLeft: boolean };

/** The two lines across that a piece down connects, and on which side of it they are. */
export function stubsOf(grid: Grid, route: Route, nth: number): readonly [Stub, Stub] {
  const { line } = one(route.pieces, nth);
  const side = (across: number, beyond: number, isLeftIfSame: boolean): Stub => {
    const column = columnAt(grid, route, beyond);
    return { line: across, isLeft: column === line ? isLeftIfSame : column < line };
  };
  const before = lineAt(grid, route, nth - 1);
  const after = lineAt(grid, route, nth + 1);
  // A jog goes from its first piece to the right, where the second stands.
  return [side(before, nth - 2, true), side(after, nth + 2, false)];
}

/** The line a piece runs along, or that of the node before the first and after the last one. */
export function lineAt(grid: Grid, { pieces, way }: Route, nth: number): number {
  return pieces[nth]?.line ?? at(grid.lineOf, nth < 0 ? way.from : way.to);
}

/** The same down the columns. */
export function columnAt(grid: Grid, { pieces, way, out }: Route, nth: number): number {
  const piece = pieces[nth];
  if (piece !== undefined) return piece.line;
  if (nth >= 0) return middle(at(grid.column, way.to));
  return out.inner % grid.across;
}

/** The rules that close a circle on a walk along all of them. */
function closingRules(rules: readonly Rule[]): readonly Rule[] {
  const from = new Map<Strand, Rule[]>();
  for (const rule of rules) from.set(rule.first, [...(from.get(rule.first) ?? []), rule]);
  const state = new Map<Strand, 'inside' | 'done'>();
  const closing: Rule[] = [];
  for (const strand of from.keys()) {
    if (state.has(strand)) continue;
    const path = [{ strand, followed: 0 }];
    state.set(strand, 'inside');
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const rule = from.get(last.strand)?.[last.followed++];
      if (rule === undefined) {
        state.set(last.strand, 'done');
        path.pop();
      } else if (state.get(rule.then) === 'inside') closing.push(rule);
      else if (!state.has(rule.then)) {
        state.set(rule.then, 'inside');
        path.push({ strand: rule.then, followed: 0 });
      }
    }
  }
  return closing;
}

/** Every piece of the strand that goes on to the right at that row gets there by a jog. */
function jog(routes: readonly Route[], { members }: Strand, line: number, grid: Grid): readonly Route[] {
  const changed = [...routes];
  for (const { route, nth } of members) {
    const whole = one(changed, route);
    const pieces = jogged(grid, whole, { route, nth }, line);
    if (pieces !== undefined) changed[route] = { ...whole, pieces };
  }
  return changed;
}

function jogged(grid: Grid, route: Route, { nth }: Member, line: number): readonly Piece[] | undefined {
  const [before, after] = stubsOf(grid, route, nth);
  const piece = one(route.pieces, nth);
  const at = [before, after].find((stub) => stub.line === line && !stub.isLeft);
  const far = at === before ? after.line : before.line;
  const channel = line + Math.sign(far - line);
  if (at === undefined || channel === far || grid.isRow[channel] === true) return undefined;
  const across: Piece = { axis: 'across', line: channel, dx: 0 };
  return [...route.pieces.slice(0, nth), piece, across, piece, ...route.pieces.slice(nth + 1)];
}
