/** Which track each piece in a channel has: first between the rows, then, with the heights known, between the columns. */
import { groupBy } from '#shared/lib/group-by.ts';
import type { Grid } from './grid.ts';
import { columnAt, lineAt, stubsOf } from './jogs.ts';
import { at, least, most, one } from './numbers.ts';
import type { Route } from './route.ts';
import { trackGap } from './sizes.ts';
import { type Strand, toStrands } from './strands.ts';
import { type Line, type Rule, toTracks } from './tracks.ts';

export type ChannelTracks = {
  /** By line of the grid. */
  readonly counts: readonly number[];
  /** By route and piece; undefined for one that is not in a channel of this axis. */
  readonly trackOf: (route: number, nth: number) => number | undefined;
};

export function tracksAcross(grid: Grid, routes: readonly Route[]): ChannelTracks {
  const strands = toStrands(routes, ({ axis, line }) => axis === 'across' && grid.isRow[line] !== true);
  const toLine = ({ line, members }: Strand): Line => {
    const stubs = members.flatMap(({ route, nth }) =>
      [nth - 1, nth + 1].map((beside) => {
        const whole = one(routes, route);
        const beyond = lineAt(grid, whole, beside < nth ? nth - 2 : nth + 2);
        // The columns do not have their widths yet: a line is as far right as its number says.
        const x = columnAt(grid, whole, beside) + (whole.pieces[beside]?.dx ?? 0) / 1_000;
        return { at: x, towards: Math.sign(beyond - line) };
      }),
    );
    return { ...spanOf(stubs), stubs };
  };
  return assign(strands, grid.down, (list) => toTracks(list.map(toLine), [], 0));
}

/** `yOf` says how far down the piece across of a route runs. */
export function tracksDown(
  grid: Grid,
  routes: readonly Route[],
  yOf: (route: number, nth: number) => number,
): ChannelTracks {
  const strands = toStrands(routes, ({ axis, line }) => axis === 'down' && line % 2 === 0);
  const stubsAt = ({ members }: Strand) =>
    members.flatMap(({ route, nth }) =>
      stubsOf(grid, one(routes, route), nth).map(({ line, isLeft }, index) => ({
        at: yOf(route, index === 0 ? nth - 1 : nth + 1),
        towards: isLeft ? -1 : 1,
        line,
      })),
    );
  return assign(strands, grid.across, (list) => {
    const lines = list.map((strand) => ({ stubs: stubsAt(strand), ...spanOf(stubsAt(strand)) }));
    return toTracks(lines, rulesOf(lines, grid), trackGap);
  });
}

/** In the middle of a row what comes from the left turns before what goes to the right. */
function rulesOf(
  lines: readonly { readonly stubs: readonly { readonly towards: number; readonly line: number }[] }[],
  grid: Grid,
): readonly Rule[] {
  const stubs = lines.flatMap((one, index) =>
    one.stubs.filter(({ line }) => grid.isRow[line]).map((stub) => ({ ...stub, index })),
  );
  const rules = [...groupBy(stubs, ({ line }) => line).values()].flatMap((atRow) => {
    const on = (towards: number) => [
      ...new Set(atRow.filter((stub) => stub.towards === towards).map(({ index }) => index)),
    ];
    return on(-1).flatMap((first) =>
      on(1)
        .filter((then) => then !== first)
        .map((then): Rule => [first, then]),
    );
  });
  return rules;
}

function spanOf(stubs: readonly { readonly at: number }[]): Pick<Line, 'from' | 'to'> {
  const places = stubs.map((stub) => stub.at);
  return { from: least(places, 0), to: most(places, 0) };
}

function assign(
  strands: readonly Strand[],
  lineCount: number,
  track: (strands: readonly Strand[]) => { readonly track: readonly number[]; readonly count: number },
): ChannelTracks {
  const counts = Array.from({ length: lineCount }, () => 0);
  const tracks = new Map<string, number>();
  for (const [line, list] of groupBy(strands, (strand) => strand.line)) {
    const assigned = track(list);
    counts[line] = assigned.count;
    list.forEach(({ members }, index) => {
      for (const { route, nth } of members) tracks.set(`${route} ${nth}`, at(assigned.track, index));
    });
  }
  return { counts, trackOf: (route, nth) => tracks.get(`${route} ${nth}`) };
}
