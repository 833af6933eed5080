/**
 * Who runs where on a grid.
 *
 * A half is the stretch of a line from one crossing to the next: number
 * `2 * crossing` leads to the right, `2 * crossing + 1` downwards. On the
 * middle of a row or column a half belongs to one way, or to several that leave
 * one place or enter one.
 */
import type { Grid } from './grid.ts';

export type Ends = { readonly source: number; readonly target: number };

export type Claims = {
  /** Source and target of those on a half, and one; 0 where it is free, -1 where they differ. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** By half number: how many run straight through the crossing it begins at, across or down. */
  readonly passes: Int32Array;
  /** By half: a number for all lines from the beginning up to there, and for all from there to the end; -1 where they differ. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Whether ways leave by the half next to a node or come in by it; never both. */
  readonly ports: Map<number, 'out' | 'into'>;
};

export function noClaims({ taken }: Grid): Claims {
  const numbers = () => new Int32Array(2 * taken.length);
  return {
    sources: numbers(),
    targets: numbers(),
    passes: numbers(),
    starts: numbers(),
    ends: numbers(),
    ports: new Map(),
  };
}

/** Whether a line has room for one way only. */
export function isNarrow(grid: Grid, half: number): boolean {
  const crossing = half >> 1;
  const isDown = (half & 1) === 1;
  return isDown ? isOddColumn(grid, crossing) : grid.isRow[Math.floor(crossing / grid.across)] === true;
}

function isOddColumn({ across }: Grid, crossing: number): boolean {
  return (crossing % across) % 2 === 1;
}

export function isFree({ sources, targets }: Claims, half: number, { source, target }: Ends): boolean {
  return sources[half] === 0 || sources[half] === source + 1 || targets[half] === target + 1;
}

/** What a way says of itself where it runs. */
export type Claim = Ends & { readonly start: number; readonly end: number };

/** Whether somebody runs there, not counting for whom it is kept. */
export function isClaimed({ starts }: Claims, half: number): boolean {
  return starts[half] !== 0;
}

/** Whether those that are there have the same beginning up to there, or the same end from there on. */
export function isFair(claims: Claims, half: number, { source, target, start, end }: Claim): boolean {
  if (!isClaimed(claims, half)) return true;
  const isBegun = claims.sources[half] === source + 1 && claims.starts[half] === start;
  return isBegun || (claims.targets[half] === target + 1 && claims.ends[half] === end);
}

export function claim(claims: Claims, half: number, { source, target, start, end }: Claim): void {
  const isFirst = !isClaimed(claims, half);
  const put = (list: Int32Array, now: number) => {
    list[half] = isFirst || list[half] === now ? now : -1;
  };
  put(claims.sources, source + 1);
  put(claims.targets, target + 1);
  put(claims.starts, start);
  put(claims.ends, end);
}
