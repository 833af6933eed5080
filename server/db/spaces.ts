/** Companies on this server. */
import type { Queryable } from './database.ts';

export type Space = { readonly id: string; readonly name: string };

export async function createSpace(db: Queryable, space: Space): Promise<void> {
  await db.query('INSERT INTO space (id, name) VALUES ($1, $2)', [space.id, space.name]);
}

export function listSpaces(db: Queryable): Promise<readonly Space[]> {
  return db.query<Space>('SELECT id, name FROM space ORDER BY name, id');
}
