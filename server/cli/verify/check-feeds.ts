import { isKind, kinds } from '#shared/domain/kinds.ts';
import type { Write } from '#shared/mutations/mutator.ts';
import { feedScopes } from '#shared/protocol/feed-scopes.ts';
import type { Problem, StoredLine } from './problem.ts';

export type FeedLine = {
  readonly scope: string;
  readonly id: string;
  readonly ver: number;
  readonly gone: boolean;
};

/** A row is held by those who shall, by nobody else, and no cursor has passed it by. */
export function checkFeeds(
  rows: readonly StoredLine[],
  feeds: readonly FeedLine[],
  head: number,
): readonly Problem[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const held = new Map<string, FeedLine[]>();
  const problems: Problem[] = [];
  for (const feed of feeds) {
    const row = byId.get(feed.id);
    if (row === undefined) problems.push({ kind: 'feed-without-row', id: feed.id, detail: feed.scope });
    else if (feed.ver > head || (!feed.gone && feed.ver < row.ver))
      problems.push({ kind: 'feed-behind', id: feed.id, detail: feed.scope });
    if (!feed.gone) held.set(feed.id, [...(held.get(feed.id) ?? []), feed]);
  }
  for (const row of rows) {
    const scopes = (held.get(row.id) ?? []).map((feed) => feed.scope);
    const wanted = wantedScopes(row, scopes, byId);
    if (wanted === undefined) continue;
    for (const scope of wanted.filter((one) => !scopes.includes(one)))
      problems.push({ kind: 'feed-missing', id: row.id, detail: scope });
    for (const scope of scopes.filter((one) => !wanted.includes(one)))
      problems.push({ kind: 'feed-too-many', id: row.id, detail: scope });
  }
  return problems;
}

/** Undefined where the row itself is broken and named as such. An event is where its case is. */
function wantedScopes(
  row: StoredLine,
  scopes: readonly string[],
  byId: ReadonlyMap<string, StoredLine>,
): readonly string[] | undefined {
  // It is one person's, and does not say whose.
  if (row.kind === 'refusal') return [scopes.find((scope) => scope.startsWith('person:')) ?? 'person'];
  const owner = row.parent === null ? row : byId.get(row.parent);
  if (owner === undefined || !isKind(owner.kind)) return undefined;
  const parsed = kinds[owner.kind].safeParse(owner.doc);
  if (!parsed.success) return undefined;
  return feedScopes({ kind: owner.kind, doc: parsed.data } as Pick<Write, 'kind' | 'doc'>, null);
}
