import { type Kind, isKind } from '#shared/domain/kinds.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import type { Problem, StoredLine } from './verify-space.ts';

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
    const wanted = wantedScope(row, byId);
    const scopes = (held.get(row.id) ?? []).map((feed) => feed.scope);
    const isWanted = (scope: string) =>
      wanted === 'one-person' ? scope.startsWith('person:') : scope === wanted;
    if (wanted === undefined) continue;
    if (!scopes.some(isWanted)) problems.push({ kind: 'feed-missing', id: row.id, detail: wanted });
    for (const scope of scopes.filter((one) => !isWanted(one)))
      problems.push({ kind: 'feed-too-many', id: row.id, detail: scope });
  }
  return problems;
}

/** Undefined where the row itself is broken and named as such. */
function wantedScope(
  row: StoredLine,
  byId: ReadonlyMap<string, StoredLine>,
): string | 'one-person' | undefined {
  const kind: Kind | undefined = isKind(row.kind) ? row.kind : undefined;
  if (kind === undefined) return undefined;
  if (kind === 'refusal') return 'one-person';
  const owner = kind === 'event' ? byId.get(row.parent ?? '') : kind === 'case' ? row : undefined;
  if (kind !== 'event' && kind !== 'case') return referenceScope;
  const parsed = supportCaseSchema.safeParse(owner?.doc);
  return parsed.success ? teamScope(parsed.data.teamId) : undefined;
}
