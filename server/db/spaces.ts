/** Companies on this server. */
import type { Queryable } from './database.ts';

export type Space = { readonly id: string; readonly name: string };

/** Does nothing where it is there already. */
export async function createSpace(db: Queryable, space: Space): Promise<void> {
  await db.query('INSERT INTO space (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
    space.id,
    space.name,
  ]);
}

/** Takes a company away with all that is in it. For one whose making was interrupted. */
export async function dropSpace(db: Queryable, id: string): Promise<void> {
  for (const table of [
    'session',
    'account',
    'done',
    'client',
    'term',
    'waypoint',
    'scope_sum',
    'snapshot_page',
    'archive_words',
    'archive_reading',
    'feed',
    'row',
  ])
    await db.query(`DELETE FROM ${table} WHERE space = $1`, [id]);
  await db.query('DELETE FROM space WHERE id = $1', [id]);
}

export function listSpaces(db: Queryable): Promise<readonly Space[]> {
  return db.query<Space>('SELECT id, name FROM space ORDER BY name, id');
}
