/**
 * Copies of the keys that computers seal their stores with. A person's own
 * signed-in computer gets its copy back; one that is to be wiped does not.
 */
import type { Queryable } from '#server/db/database.ts';
import type { Instant } from '#shared/lib/instant.ts';
import type { OpenSession } from './sessions.ts';

/** `wiped`: the computer with this key is to forget everything. */
export type FoundKey = { readonly key: string | null } | 'wiped';

export async function findStoreKey(
  db: Queryable,
  { space, person }: OpenSession,
  id: string,
): Promise<FoundKey> {
  const [found] = await db.query<{ key: string | null }>(
    'SELECT key FROM store_key WHERE space = $1 AND person = $2 AND id = $3',
    [space, person, id],
  );
  if (found === undefined) return { key: null };
  return found.key === null ? 'wiped' : { key: found.key };
}

/** Keeps the first copy of a key. The session is of that computer from now on. */
export async function keepStoreKey(
  db: Queryable,
  { key: session, space, person }: OpenSession,
  { id, key }: { readonly id: string; readonly key: string },
  now: Instant,
): Promise<'kept' | 'wiped'> {
  await db.query(
    `INSERT INTO store_key (space, person, id, key, device, made_at)
     SELECT space, person, $2, $3, device, $4 FROM session WHERE token_hash = $1
     ON CONFLICT (space, person, id) DO NOTHING`,
    [session, id, key, now],
  );
  const kept = await findStoreKey(db, { key: session, space, person }, id);
  if (kept === 'wiped') return 'wiped';
  await db.query(
    'UPDATE session SET store_key = $2 WHERE token_hash = $1 AND store_key IS DISTINCT FROM $2',
    [session, id],
  );
  return 'kept';
}
