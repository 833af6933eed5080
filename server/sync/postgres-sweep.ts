/** What PostgreSQL forgets of a space, and the waypoints that say how old its versions are. */
import type { Queryable } from '#server/db/database.ts';
import type { Sweep, Waypoint } from './ports.ts';

export function findWaypoints(tx: Queryable, space: string): Promise<readonly Waypoint[]> {
  return tx.query<Waypoint>('SELECT at, ver FROM waypoint WHERE space = $1 ORDER BY at', [space]);
}

export async function sweep(
  tx: Queryable,
  space: string,
  { waypoint, horizon, doneTo }: Sweep,
): Promise<void> {
  if (waypoint !== null)
    await tx.query('INSERT INTO waypoint (space, at, ver) VALUES ($1, $2, $3)', [
      space,
      waypoint.at,
      waypoint.ver,
    ]);
  await tx.query('DELETE FROM waypoint WHERE space = $1 AND ver < $2', [space, doneTo]);
  await tx.query('UPDATE space SET horizon_ver = $2 WHERE id = $1', [space, horizon]);
  await tx.query('DELETE FROM feed WHERE space = $1 AND gone AND ver <= $2', [space, horizon]);
  await tx.query(
    `DELETE FROM term t
      WHERE space = $1 AND EXISTS (
            SELECT FROM term later WHERE later.space = $1 AND later.n = t.n + 1 AND later.from_ver < $2)`,
    [space, horizon],
  );
  await tx.query('DELETE FROM done WHERE space = $1 AND ver <= $2', [space, doneTo]);
  await tx.query(
    `DELETE FROM client c
      WHERE space = $1 AND NOT EXISTS (SELECT FROM done d WHERE d.space = $1 AND d.client = c.id)`,
    [space],
  );
}
