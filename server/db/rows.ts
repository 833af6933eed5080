/** Reading synced rows outside of push and pull: for commands and reports. */
import { type Doc, type Kind, kinds } from '#shared/domain/kinds.ts';
import type { TeamId } from '#shared/domain/people/person.ts';
import type { Queryable } from './database.ts';

export type StoredRow<K extends Kind> = {
  readonly id: string;
  readonly kind: K;
  readonly parent: string | null;
  readonly ver: number;
  readonly doc: Doc<K>;
};

type RawRow = {
  readonly id: string;
  readonly parent: string | null;
  readonly ver: number;
  readonly doc: unknown;
};

/** Every row of a kind, oldest version first, each checked by the schema of its kind. */
export async function readRows<K extends Kind>(
  db: Queryable,
  space: string,
  kind: K,
): Promise<readonly StoredRow<K>[]> {
  const rows = await db.query<RawRow>(
    'SELECT id, parent, ver, doc FROM row WHERE space = $1 AND kind = $2 ORDER BY ver',
    [space, kind],
  );
  return rows.map((row) => ({ ...row, kind, doc: kinds[kind].parse(row.doc) as Doc<K> }));
}

export async function findTeams(tx: Queryable, space: string): Promise<readonly TeamId[]> {
  const teams = await tx.query<{ id: TeamId }>("SELECT id FROM row WHERE space = $1 AND kind = 'team'", [
    space,
  ]);
  return teams.map(({ id }) => id);
}
