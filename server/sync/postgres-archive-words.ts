/**
 * The words archived cases are found by, in PostgreSQL.
 *
 * They are read out of the rows in the order of their versions: cases as they
 * come into the archive, customers as they change. Whoever reads them on holds
 * the place it was left at; the space itself is not locked for it.
 *
 * Words of a case that came back from the archive stay until it is read again,
 * be it archived once more or its customer changed: what the feed says is gone
 * from the archive is not found by them.
 */
import type { Queryable } from '#server/db/database.ts';
import { endedAtOf } from '#shared/domain/case/archive.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { customerSchema } from '#shared/domain/people/customer.ts';
import { archiveWords } from '#shared/search/archive-words.ts';
import type { ArchiveQuestion } from './ports.ts';

export async function searchArchive(
  tx: Queryable,
  space: string,
  { words, scopes, limit }: ArchiveQuestion,
): Promise<readonly string[]> {
  if (words.length === 0) return [];
  const found = await tx.query<{ id: string }>(
    `SELECT a.id FROM archive_words a
      WHERE a.space = $1 AND a.words @@ $2::tsquery
        AND EXISTS (SELECT FROM feed f
                     WHERE f.space = $1 AND f.id = a.id AND f.scope = ANY ($3::text[]) AND NOT f.gone)
      ORDER BY a.ended_at DESC, a.id LIMIT $4`,
    [space, toTsquery(words), scopes, limit],
  );
  return found.map(({ id }) => id);
}

/** Folded words are letters and digits: nothing in them means anything to the query. */
function toTsquery(words: readonly string[]): string {
  return `${words.map((word) => `'${word}'`).join(' & ')}:*`;
}

type Changed = { readonly id: string; readonly kind: 'case' | 'customer'; readonly ver: number };

export async function readForArchive(tx: Queryable, space: string, limit: number): Promise<boolean> {
  const from = await takePlace(tx, space);
  const changed = await tx.query<Changed>(
    `SELECT id, kind, ver FROM row
      WHERE space = $1 AND (kind = 'customer' OR kind = 'case' AND doc ->> 'archivedAt' IS NOT NULL)
        AND ver > $2
      ORDER BY ver LIMIT $3`,
    [space, from, limit],
  );
  const to = changed.at(-1)?.ver;
  if (to === undefined) return false;
  const customers = changed.filter(({ kind }) => kind === 'customer');
  const ofCustomers = await tx.query<{ id: string }>(
    `SELECT a.id FROM unnest($2::uuid[], $3::bigint[]) AS changed (id, ver)
       JOIN archive_words a ON a.space = $1 AND a.customer = changed.id AND a.ver < changed.ver
      LIMIT $4`,
    [space, customers.map(({ id }) => id), customers.map(({ ver }) => ver), limit],
  );
  const cases = changed.filter(({ kind }) => kind === 'case');
  const stale = new Set([...cases, ...ofCustomers].map(({ id }) => id));
  await readCases(tx, space, [...stale], to);
  // A customer may have more cases than fit into one step.
  if (ofCustomers.length < limit)
    await tx.query('UPDATE archive_reading SET ver = $2 WHERE space = $1', [space, to]);
  return true;
}

/** Processes on one database take turns. */
async function takePlace(tx: Queryable, space: string): Promise<number> {
  await tx.query('INSERT INTO archive_reading (space, ver) VALUES ($1, 0) ON CONFLICT DO NOTHING', [space]);
  const [place] = await tx.query<{ ver: number }>(
    'SELECT ver FROM archive_reading WHERE space = $1 FOR UPDATE',
    [space],
  );
  return place?.ver ?? 0;
}

type CaseDocs = { readonly supportCase: unknown; readonly customer: unknown };

async function readCases(tx: Queryable, space: string, ids: readonly string[], ver: number): Promise<void> {
  if (ids.length === 0) return;
  const docs = await tx.query<CaseDocs>(
    `SELECT c.doc AS "supportCase", p.doc AS customer
       FROM unnest($2::uuid[]) AS wanted (id)
      CROSS JOIN LATERAL (SELECT doc FROM row WHERE space = $1 AND id = wanted.id OFFSET 0) c
       LEFT JOIN LATERAL (
            SELECT doc FROM row WHERE space = $1 AND id = (c.doc ->> 'customerId')::uuid OFFSET 0) p ON true`,
    [space, ids],
  );
  const entries = docs.flatMap(toEntry);
  // They keep their words, and do not wait to be read again.
  const read = new Set<string>(entries.map(({ id }) => id));
  await tx.query('UPDATE archive_words SET ver = $2 WHERE space = $1 AND id = ANY ($3::uuid[])', [
    space,
    ver,
    ids.filter((id) => !read.has(id)),
  ]);
  // What has come back from the archive is found on the computers.
  await tx.query('DELETE FROM archive_words WHERE space = $1 AND id = ANY ($2::uuid[])', [
    space,
    entries.flatMap(({ id, isArchived }) => (isArchived ? [] : [id])),
  ]);
  await tx.query(
    `INSERT INTO archive_words (space, id, customer, ended_at, ver, words)
     SELECT $1, x.id, x.customer, x."endedAt", $2,
            array_to_tsvector(ARRAY (SELECT json_array_elements_text(x.words)))
       FROM json_to_recordset($3) AS x (id uuid, customer uuid, "endedAt" bigint, words json)
     ON CONFLICT (space, id) DO UPDATE SET customer = excluded.customer, ended_at = excluded.ended_at,
       ver = excluded.ver, words = excluded.words`,
    [space, ver, JSON.stringify(entries.filter(({ isArchived }) => isArchived))],
  );
}

/** What this build cannot read is not found by its words, and holds nothing else up. */
function toEntry(docs: CaseDocs) {
  const supportCase = supportCaseSchema.safeParse(docs.supportCase).data;
  if (supportCase === undefined) return [];
  const customer = customerSchema.safeParse(docs.customer).data;
  return {
    id: supportCase.id,
    customer: supportCase.customerId,
    endedAt: endedAtOf(supportCase),
    words: archiveWords(supportCase, customer),
    isArchived: supportCase.archivedAt !== null,
  };
}
