/**
 * Whether what the database holds of one company is whole: every row as its
 * kind wants it, versions in order, every event with its case, every position
 * the fold of its events, every row with exactly those who shall hold it, every
 * scope with the sum of what it holds.
 */
import type { Queryable } from '#server/db/database.ts';
import type { SumChange } from '#server/sync/ports.ts';
import { isKind, kinds } from '#shared/domain/kinds.ts';
import { checkCases } from './check-cases.ts';
import { checkFeeds, type FeedLine } from './check-feeds.ts';
import { checkSums } from './check-sums.ts';
import type { Problem, StoredLine } from './problem.ts';

export type Verified = {
  readonly counts: { readonly rows: number; readonly cases: number; readonly events: number };
  readonly problems: readonly Problem[];
};

/** Everything the checks look at, of one moment. */
export type StoredSpace = {
  readonly head: { readonly ver: number; readonly nextNumber: number };
  readonly rows: readonly StoredLine[];
  readonly feeds: readonly FeedLine[];
  readonly sums: readonly SumChange[];
};

export async function readSpace(db: Queryable, space: string): Promise<StoredSpace> {
  const [head] = await db.query<{ ver: number; next_number: number }>(
    'SELECT ver, next_number FROM space WHERE id = $1',
    [space],
  );
  const rows = await db.query<StoredLine>(
    'SELECT id, kind, parent, ver, doc FROM row WHERE space = $1 ORDER BY ver',
    [space],
  );
  const feeds = await db.query<FeedLine>('SELECT scope, id, ver, gone FROM feed WHERE space = $1', [space]);
  const sums = await db.query<SumChange>('SELECT scope, kind, rows, hash FROM scope_sum WHERE space = $1', [
    space,
  ]);
  return { head: { ver: head?.ver ?? 0, nextNumber: head?.next_number ?? 1 }, rows, feeds, sums };
}

export function verifySpace({ head, rows, feeds, sums }: StoredSpace): Verified {
  return {
    counts: {
      rows: rows.length,
      cases: rows.filter((row) => row.kind === 'case').length,
      events: rows.filter((row) => row.kind === 'event').length,
    },
    problems: [
      ...checkRows(rows, head.ver),
      ...checkCases(rows, head.nextNumber),
      ...checkFeeds(rows, feeds, head.ver),
      ...checkSums(rows, feeds, sums),
    ],
  };
}

function checkRows(rows: readonly StoredLine[], head: number): readonly Problem[] {
  const problems: Problem[] = [];
  let previous = 0;
  for (const row of rows) {
    const { id, kind, ver } = row;
    if (ver === previous) problems.push({ kind: 'version-repeated', id, detail: String(ver) });
    if (ver > head) problems.push({ kind: 'version-ahead', id, detail: `${ver} > ${head}` });
    previous = ver;
    if (!isKind(kind)) {
      problems.push({ kind: 'kind-unknown', id, detail: kind });
      continue;
    }
    const parsed = kinds[kind].safeParse(row.doc);
    if (!parsed.success)
      problems.push({
        kind: 'row-unreadable',
        id,
        detail: `${kind} ${parsed.error.issues[0]?.path.join('.')}`,
      });
    else if (parsed.data.id !== id) problems.push({ kind: 'row-unreadable', id, detail: `${kind} id` });
  }
  return problems;
}
