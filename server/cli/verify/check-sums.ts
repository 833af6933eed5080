import type { SumChange } from '#server/sync/ports.ts';
import { addSums, emptySum, isSameSum, rowSum } from '#shared/protocol/sums.ts';
import type { FeedLine } from './check-feeds.ts';
import type { Problem, StoredLine } from './problem.ts';

/** The sums kept by the commits are those of the rows the feed names. */
export function checkSums(
  rows: readonly StoredLine[],
  feeds: readonly FeedLine[],
  kept: readonly SumChange[],
): readonly Problem[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const counted = new Map<string, SumChange>();
  for (const { scope, id, gone } of feeds) {
    const row = byId.get(id);
    if (gone || row === undefined) continue;
    const { kind, ver } = row;
    const name = nameOf({ scope, kind });
    counted.set(name, { scope, kind, ...addSums(counted.get(name) ?? emptySum, rowSum(id, ver, 1)) });
  }
  const stored = new Map(kept.map((sum) => [nameOf(sum), sum]));
  const all = new Map([...stored, ...counted]);
  return [...all]
    .filter(([name]) => !isSameSum(stored.get(name) ?? emptySum, counted.get(name) ?? emptySum))
    .map(([, { scope, kind }]) => ({ kind: 'sum-wrong', id: scope, detail: kind }));
}

function nameOf({ scope, kind }: Pick<SumChange, 'scope' | 'kind'>): string {
  return `${scope} ${kind}`;
}
