/** How PostgreSQL finds the cases in which a timer is due. */
import type { Queryable } from '#server/db/database.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { DuePlace } from './ports.ts';

/** Before every case. */
const beginning: DuePlace = {
  dueAt: Number.MIN_SAFE_INTEGER,
  id: '00000000-0000-0000-0000-000000000000',
};

export function findDue(
  tx: Queryable,
  space: string,
  by: Instant,
  after: DuePlace | null,
  limit: number,
): Promise<readonly DuePlace[]> {
  const { dueAt, id } = after ?? beginning;
  return tx.query<DuePlace>(
    `SELECT id, first_due(doc) AS "dueAt" FROM row
      WHERE space = $1 AND kind = 'case' AND doc #> '{position,timers}' IS NOT NULL
        AND first_due(doc) <= $2 AND (first_due(doc), id) > ($3, $4::uuid)
      ORDER BY first_due(doc), id LIMIT $5`,
    [space, by, dueAt, id, limit],
  );
}
