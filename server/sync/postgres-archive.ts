/** How PostgreSQL finds what belongs into the archive, and what lies there. */
import type { Queryable } from '#server/db/database.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { Change, ClosedPlace, RowWrite } from './ports.ts';
import { toChange } from './to-change.ts';

export async function familyOf(tx: Queryable, space: string, id: string): Promise<readonly Change[]> {
  const rows = await tx.query<RowWrite>(
    `SELECT id, kind, parent, ver, doc::text AS doc FROM row
      WHERE space = $1 AND (id = $2 OR parent = $2) ORDER BY ver`,
    [space, id],
  );
  return rows.map((row) => toChange(row, row.ver));
}

/** Before every case. */
const beginning: ClosedPlace = {
  changedAt: Number.MIN_SAFE_INTEGER,
  id: '00000000-0000-0000-0000-000000000000',
};

export function findClosed(
  tx: Queryable,
  space: string,
  before: Instant,
  after: ClosedPlace | null,
  limit: number,
): Promise<readonly ClosedPlace[]> {
  const { changedAt, id } = after ?? beginning;
  return tx.query<ClosedPlace>(
    `SELECT id, (doc ->> 'changedAt')::bigint AS "changedAt" FROM row
      WHERE space = $1 AND kind = 'case' AND doc #>> '{position,endedAt}' IS NOT NULL
        AND doc ->> 'archivedAt' IS NULL AND (doc ->> 'changedAt')::bigint < $2
        AND (doc ->> 'changedAt')::bigint >= $3 AND ((doc ->> 'changedAt')::bigint, id) > ($3, $4::uuid)
        AND json_array_length(coalesce(doc -> 'lateIds', '[]')) = 0
        AND NOT id::text = ANY (ARRAY (
              SELECT doc ->> 'caseId' FROM row
               WHERE space = $1 AND kind = 'pin' AND doc ->> 'unpinnedAt' IS NULL))
      ORDER BY (doc ->> 'changedAt')::bigint, id LIMIT $5`,
    [space, before, changedAt, id, limit],
  );
}

export async function findPinned(
  tx: Queryable,
  space: string,
  caseIds: readonly string[],
): Promise<readonly string[]> {
  const found = await tx.query<{ caseId: string }>(
    `SELECT DISTINCT doc ->> 'caseId' AS "caseId" FROM row
      WHERE space = $1 AND kind = 'pin' AND doc ->> 'unpinnedAt' IS NULL
        AND doc ->> 'caseId' = ANY ($2::text[])`,
    [space, caseIds],
  );
  return found.map(({ caseId }) => caseId);
}

export async function findArchived(tx: Queryable, space: string, name: string): Promise<readonly string[]> {
  const found = await tx.query<{ id: string }>(
    `SELECT id FROM row
      WHERE space = $1 AND kind = 'case' AND doc ->> 'archivedAt' IS NOT NULL
        AND (doc ->> 'number' = $2 OR doc ->> 'localCode' = $2
             OR json_array_length(coalesce(doc -> 'formerNumbers', '[]')) > 0
                AND $2 IN (SELECT json_array_elements_text(doc -> 'formerNumbers')))`,
    [space, name],
  );
  return found.map(({ id }) => id);
}
