/** Snapshots in PostgreSQL: reading a scope page by page, and the pages that are kept. */
import type { Queryable } from '#server/db/database.ts';
import type { Instant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import type { Change, Cursor, KeptSnapshot, RowPlace, RowWrite, ScopeSnapshot } from './ports.ts';
import { toChange } from './to-change.ts';

/** Before every row. */
const beginning: RowPlace = { at: 0, id: '00000000-0000-0000-0000-000000000000' };

export async function rowsOf(
  tx: Queryable,
  space: string,
  scope: string,
  after: RowPlace | null,
  limit: number,
): Promise<readonly Change[]> {
  const { at, id } = after ?? beginning;
  const rows = await tx.query<RowWrite & { readonly at: number }>(
    `SELECT r.id, r.kind, r.parent, r.ver, f.ver AS at, r.doc
       FROM (SELECT id, ver FROM feed
              WHERE space = $1 AND scope = $2 AND NOT gone AND ver >= $3 AND (ver, id) > ($3, $4::uuid)
              ORDER BY ver, id LIMIT $5) f
      CROSS JOIN LATERAL (
            SELECT id, kind, parent, ver, doc::text AS doc FROM row
             WHERE space = $1 AND id = f.id OFFSET 0) r
      ORDER BY f.ver, f.id`,
    [space, scope, at, id, limit],
    'rows-of-scope',
  );
  return rows.map((row) => toChange(row, row.at));
}

/** A walk along the index of versions, as far as the limit. */
export async function countSince(
  tx: Queryable,
  space: string,
  { scope, ver }: Cursor,
  limit: number,
): Promise<number> {
  const [counted] = await tx.query<{ rows: number }>(
    `SELECT count(*) AS rows
       FROM (SELECT ver FROM feed WHERE space = $1 AND scope = $2 AND ver > $3 ORDER BY ver LIMIT $4) f`,
    [space, scope, ver, limit],
  );
  return must(counted, 'a count').rows;
}

const newestFirst = 'ORDER BY made_at DESC, ver DESC, id';

export async function findSnapshot(
  tx: Queryable,
  space: string,
  scope: string,
): Promise<KeptSnapshot | undefined> {
  const [found] = await tx.query<KeptSnapshot>(
    `SELECT id, scope, term, ver, made_at AS "madeAt",
            json_agg(json_build_object('hash', hash, 'bytes', octet_length(data)) ORDER BY n) AS pages
       FROM snapshot_page
      WHERE space = $1 AND scope = $2
        AND id = (SELECT id FROM snapshot_page WHERE space = $1 AND scope = $2 ${newestFirst} LIMIT 1)
      GROUP BY id, scope, term, ver, made_at`,
    [space, scope],
  );
  return found;
}

export async function findPage(
  tx: Queryable,
  space: string,
  scope: string,
  hash: string,
): Promise<Uint8Array | undefined> {
  const [found] = await tx.query<{ data: Buffer }>(
    'SELECT data FROM snapshot_page WHERE space = $1 AND scope = $2 AND hash = $3 LIMIT 1',
    [space, scope, hash],
  );
  return found?.data;
}

export async function keepSnapshot(tx: Queryable, space: string, snapshot: ScopeSnapshot): Promise<void> {
  const { id, scope, term, ver, madeAt, pages } = snapshot;
  for (const [n, { hash, data }] of pages.entries())
    await tx.query(
      `INSERT INTO snapshot_page (space, scope, id, n, term, ver, made_at, hash, data)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [space, scope, id, n, term, ver, madeAt, hash, Buffer.from(data)],
    );
  await tx.query(
    `DELETE FROM snapshot_page
      WHERE space = $1 AND scope = $2 AND id NOT IN (
            SELECT $3::uuid UNION ALL
            (SELECT id FROM snapshot_page WHERE space = $1 AND scope = $2 AND id <> $3 ${newestFirst} LIMIT 1))`,
    [space, scope, id],
  );
}

export async function dropSnapshots(db: Queryable, space: string, madeBefore: Instant): Promise<void> {
  await db.query('DELETE FROM snapshot_page WHERE space = $1 AND made_at < $2', [space, madeBefore]);
}
