/**
 * The pieces of routes in channels, those that are drawn as one line put
 * together: ways that leave one place by the same lines up to there, or enter
 * one by the same lines from there on.
 */
import { groupBy } from '#shared/lib/group-by.ts';
import { one } from './numbers.ts';
import type { Piece, Route } from './route.ts';

/** A piece by its route and its place in it. */
export type Member = { readonly route: number; readonly nth: number };

export type Strand = Pick<Piece, 'axis' | 'line'> & { readonly members: readonly Member[] };

/** `isChannel` says of a piece whether its line has room for more than one. */
export function toStrands(routes: readonly Route[], isChannel: (piece: Piece) => boolean): readonly Strand[] {
  const members = routes.flatMap(({ pieces }, route) =>
    pieces.flatMap((piece, nth) => (isChannel(piece) ? { route, nth } : [])),
  );
  const begun = groupBy(members, (member) => startKey(member, routes));
  const together = [...begun.values()].filter((group) => group.length > 1);
  const rest = [...begun.values()].filter((group) => group.length === 1).flat();
  const ended = groupBy(rest, (member) => endKey(member, routes));
  return [...together, ...ended.values()].map((group) => {
    const { route, nth } = one(group, 0);
    const { axis, line } = one(one(routes, route).pieces, nth);
    return { axis, line, members: group };
  });
}

function startKey({ route, nth }: Member, routes: readonly Route[]): string {
  const { ends, out, pieces, isTwin } = one(routes, route);
  if (isTwin) return `twin ${route} ${nth}`;
  return `${ends.source} ${out.side} ${linesOf(pieces.slice(0, nth + 1))}`;
}

function endKey({ route, nth }: Member, routes: readonly Route[]): string {
  const { ends, into, pieces, isTwin } = one(routes, route);
  if (isTwin) return `twin ${route} ${nth}`;
  return `${ends.target} ${into.side} ${linesOf(pieces.slice(nth))}`;
}

function linesOf(pieces: readonly Piece[]): string {
  return pieces.map(({ axis, line }) => `${axis}${line}`).join(' ');
}
