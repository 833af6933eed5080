/** The store port in PostgreSQL. The statements are set-based: a group of mutations is one write, not many. */
import type { Database, Queryable } from '#server/db/database.ts';
import { findTeams } from '#server/db/rows.ts';
import type {
  Change,
  ChildrenMove,
  Commit,
  Cursor,
  DoneMutation,
  GatheredRow,
  KnownClient,
  LockedSpace,
  RowWrite,
  SpaceHead,
  SpaceSnapshot,
  Store,
  Term,
} from './ports.ts';
import { SpaceMissingError } from './ports.ts';
import { findWaypoints, sweep } from './postgres-sweep.ts';

export function createPostgresStore(db: Database): Store {
  return {
    locked: (space, work) =>
      db.transaction('write', async (tx) =>
        work(lockedView(tx, space, await readHead(tx, space, 'FOR UPDATE'))),
      ),
    snapshot: (space, work) =>
      db.transaction('snapshot', async (tx) => work(snapshotView(tx, space, await readHead(tx, space, '')))),
  };
}

async function readHead(tx: Queryable, space: string, lock: 'FOR UPDATE' | ''): Promise<SpaceHead> {
  const [head] = await tx.query<SpaceHead>(
    `SELECT name, ver, next_number AS "nextNumber", horizon_ver AS horizon,
            pg_postmaster_start_time()::text AS start
       FROM space WHERE id = $1 ${lock}`,
    [space],
  );
  if (head === undefined) throw new SpaceMissingError(`No space ${space}`);
  return head;
}

function lockedView(tx: Queryable, space: string, head: SpaceHead): LockedSpace {
  return {
    head,
    gather: (ids) => gather(tx, space, ids),
    findAttachments: (hashes) => findAttachments(tx, space, hashes),
    findClients: (ids) => findClients(tx, space, ids),
    findDone: (ms) =>
      tx.query<DoneMutation>(
        `SELECT d.* FROM unnest($2::uuid[]) AS wanted (m)
          CROSS JOIN LATERAL (
            SELECT m, client, person, mid, outcome, ver FROM done
             WHERE space = $1 AND m = wanted.m OFFSET 0) d`,
        [space, ms],
        'find-done',
      ),
    findTerm: async () => (await findTerms(tx, space)).at(-1),
    appendTerm: async (term) => {
      await tx.query('INSERT INTO term (space, n, uuid, from_ver) VALUES ($1, $2, $3, $4)', [
        space,
        term.n,
        term.uuid,
        term.fromVer,
      ]);
    },
    waypoints: () => findWaypoints(tx, space),
    sweep: (what) => sweep(tx, space, what),
    commit: async (commit) => {
      for (const move of commit.moves) await moveChildren(tx, space, move);
      await write(tx, space, commit);
    },
  };
}

function snapshotView(tx: Queryable, space: string, head: SpaceHead): SpaceSnapshot {
  return {
    head,
    terms: () => findTerms(tx, space),
    teams: () => findTeams(tx, space),
    gather: (ids) => gather(tx, space, ids),
    findAttachments: (hashes) => findAttachments(tx, space, hashes),
    attachedBytes: () => attachedBytes(tx, space),
    findClients: (ids) => findClients(tx, space, ids),
    doneSince: (client, after) =>
      tx.query<DoneMutation>(
        `SELECT m, client, person, mid, outcome, ver FROM done
          WHERE space = $1 AND client = $2 AND mid > $3 ORDER BY mid`,
        [space, client, after],
      ),
    changesSince: (cursors) => changesSince(tx, space, cursors),
  };
}

function findTerms(tx: Queryable, space: string): Promise<readonly Term[]> {
  return tx.query<Term>('SELECT n, uuid, from_ver AS "fromVer" FROM term WHERE space = $1 ORDER BY n', [
    space,
  ]);
}

/**
 * One look into the index for each id. `OFFSET 0` keeps the planner from joining
 * instead: without fresh statistics it would read the whole company for that.
 */
function gather(tx: Queryable, space: string, ids: readonly string[]): Promise<readonly GatheredRow[]> {
  return tx.query<GatheredRow>(
    `SELECT r.*, f.*
       FROM unnest($2::uuid[]) AS wanted (id)
      CROSS JOIN LATERAL (
            SELECT id, kind, parent, ver, doc::text AS doc FROM row
             WHERE space = $1 AND id = wanted.id OFFSET 0) r
      CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(scope) FILTER (WHERE NOT gone), '{}') AS scopes,
                   coalesce(array_agg(scope) FILTER (WHERE gone), '{}') AS left
              FROM feed WHERE space = $1 AND id = wanted.id) f`,
    [space, ids],
    'gather',
  );
}

async function findAttachments(
  tx: Queryable,
  space: string,
  hashes: readonly string[],
): Promise<readonly GatheredRow[]> {
  const named = await tx.query<{ id: string }>(
    `SELECT id FROM row WHERE space = $1 AND kind = 'attachment' AND doc ->> 'sha256' = ANY ($2::text[])`,
    [space, hashes],
  );
  return named.length === 0
    ? []
    : gather(
        tx,
        space,
        named.map(({ id }) => id),
      );
}

async function attachedBytes(tx: Queryable, space: string): Promise<number> {
  const [found] = await tx.query<{ bytes: number }>(
    `SELECT coalesce(sum(bytes), 0)::bigint AS bytes
       FROM (SELECT DISTINCT doc ->> 'sha256', (doc ->> 'bytes')::bigint AS bytes FROM row
              WHERE space = $1 AND kind = 'attachment' AND doc ->> 'state' = 'present') present`,
    [space],
  );
  return found?.bytes ?? 0;
}

function findClients(tx: Queryable, space: string, ids: readonly string[]): Promise<readonly KnownClient[]> {
  return tx.query<KnownClient>(
    'SELECT id, person, last_mid AS "lastMid" FROM client WHERE space = $1 AND id = ANY ($2::uuid[])',
    [space, ids],
    'find-clients',
  );
}

/** Before the rows of the same commit are written, so that these have the last word. */
async function moveChildren(tx: Queryable, space: string, move: ChildrenMove): Promise<void> {
  await tx.query(
    `INSERT INTO feed (space, scope, id, ver, gone)
     SELECT r.space, s.scope, r.id, $5, s.gone
       FROM row r,
            (SELECT unnest($3::text[]) AS scope, true AS gone UNION ALL SELECT unnest($4::text[]), false) s
      WHERE r.space = $1 AND r.parent = $2
     ON CONFLICT (space, id, scope) DO UPDATE SET ver = excluded.ver, gone = excluded.gone`,
    [space, move.parent, move.from, move.to, move.ver],
  );
}

async function write(tx: Queryable, space: string, commit: Commit): Promise<void> {
  await tx.query(
    `WITH
     head AS (UPDATE space SET ver = $2, next_number = $3 WHERE id = $1),
     rows AS (
       INSERT INTO row (space, id, kind, parent, ver, doc)
       SELECT $1, x.id, x.kind, x.parent, x.ver, x.doc
         FROM json_to_recordset($4) AS x (id uuid, kind text, parent uuid, ver bigint, doc json)
       ON CONFLICT (space, id) DO UPDATE SET parent = excluded.parent, ver = excluded.ver, doc = excluded.doc),
     feeds AS (
       INSERT INTO feed (space, scope, id, ver, gone)
       SELECT $1, x.scope, x.id, x.ver, x.gone
         FROM json_to_recordset($5) AS x (scope text, id uuid, ver bigint, gone boolean)
       ON CONFLICT (space, id, scope) DO UPDATE SET ver = excluded.ver, gone = excluded.gone),
     clients AS (
       INSERT INTO client (space, id, person, last_mid)
       SELECT $1, x.id, x.person, x."lastMid"
         FROM json_to_recordset($6) AS x (id uuid, person uuid, "lastMid" bigint)
       ON CONFLICT (space, id) DO UPDATE SET last_mid = excluded.last_mid)
     INSERT INTO done (space, m, client, person, mid, outcome, ver)
     SELECT $1, x.m, x.client, x.person, x.mid, x.outcome, x.ver
       FROM json_to_recordset($7) AS x (m uuid, client uuid, person uuid, mid bigint, outcome json, ver bigint)`,
    [
      space,
      commit.ver,
      commit.nextNumber,
      `[${commit.rows.map(toJson).join(',')}]`,
      JSON.stringify(commit.feeds),
      JSON.stringify(commit.clients),
      JSON.stringify(commit.done),
    ],
    'commit',
  );
}

/** The document goes in as the text it is. */
function toJson({ doc, ...rest }: RowWrite): string {
  return `${JSON.stringify(rest).slice(0, -1)},"doc":${doc}}`;
}

/**
 * One branch a scope, its values in sight of the planner. Joined to a list of
 * scopes instead, every pull would read the whole company to find two rows.
 */
async function changesSince(
  tx: Queryable,
  space: string,
  cursors: readonly Cursor[],
): Promise<readonly Change[]> {
  if (cursors.length === 0) return [];
  const branches = cursors.map((_, index) => {
    const [scope, ver] = [`$${2 * index + 3}`, `$${2 * index + 4}`];
    return `SELECT id, ver, gone, ${ver}::bigint AS since FROM feed
             WHERE space = $1 AND scope = ${scope} AND ver > ${ver}`;
  });
  const changes = await tx.query<Change>(
    `SELECT r.id, r.kind, r.parent,
            CASE WHEN f.gone THEN f.ver ELSE r.ver END AS ver,
            f.ver AS at,
            CASE WHEN f.gone THEN NULL ELSE r.doc::text END AS doc
       FROM (${branches.join(' UNION ALL ')}) f
       JOIN row r ON r.space = $1 AND r.id = f.id
      WHERE NOT f.gone
         OR f.since > 0 AND NOT EXISTS (
              SELECT FROM feed o
               WHERE o.space = $1 AND o.id = f.id AND o.scope = ANY ($2::text[]) AND NOT o.gone)`,
    [space, cursors.map(({ scope }) => scope), ...cursors.flatMap(({ scope, ver }) => [scope, ver])],
  );
  // Here and not there, where ten thousand documents would go to disk to be sorted.
  const inOrder = changes.toSorted((one, other) => one.at - other.at || one.ver - other.ver);
  // A row in several scopes comes once for each.
  const seen = new Set<string>();
  return inOrder.filter(({ id }) => !seen.has(id) && seen.add(id));
}
