/** The store port in PostgreSQL. The statements are set-based: a group of mutations is one write, not many. */
import type { Database, Queryable } from '#server/db/database.ts';
import { findTeams } from '#server/db/rows.ts';
import type {
  ChildrenMove,
  Commit,
  DoneMutation,
  GatheredRow,
  KnownClient,
  LockedSpace,
  RowWrite,
  SpaceHead,
  SpaceMoment,
  Store,
  Term,
} from './ports.ts';
import { SpaceMissingError } from './ports.ts';
import { familyOf, findArchived, findClosed, findPinned } from './postgres-archive.ts';
import { readForArchive, searchArchive } from './postgres-archive-words.ts';
import { readPulls } from './postgres-pulls.ts';
import {
  countSince,
  dropSnapshots,
  findPage,
  findSnapshot,
  keepSnapshot,
  rowsOf,
} from './postgres-snapshots.ts';
import { findWaypoints, sweep } from './postgres-sweep.ts';
import { findDue } from './postgres-timers.ts';

export function createPostgresStore(db: Database): Store {
  return {
    locked: (space, work) =>
      db.transaction('write', async (tx) =>
        work(lockedView(tx, space, await readHead(tx, space, 'FOR UPDATE'))),
      ),
    look: (space, work) =>
      db.transaction('snapshot', async (tx) => work(momentView(tx, space, await readHead(tx, space, '')))),
    readPulls: (space, question) => readPulls(db, space, question),
    readForArchive: (space, limit) => db.transaction('write', (tx) => readForArchive(tx, space, limit)),
    keepSnapshot: (space, snapshot) => db.transaction('write', (tx) => keepSnapshot(tx, space, snapshot)),
    dropSnapshots: (space, madeBefore) => dropSnapshots(db, space, madeBefore),
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
    findPinned: (caseIds) => findPinned(tx, space, caseIds),
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
    findTerm: () => findTerm(tx, space),
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

function momentView(tx: Queryable, space: string, head: SpaceHead): SpaceMoment {
  return {
    head,
    teams: () => findTeams(tx, space),
    gather: (ids) => gather(tx, space, ids),
    findAttachments: (hashes) => findAttachments(tx, space, hashes),
    attachedBytes: () => attachedBytes(tx, space),
    familyOf: (id) => familyOf(tx, space, id),
    findClosed: (before, after, limit) => findClosed(tx, space, before, after, limit),
    findDue: (by, after, limit) => findDue(tx, space, by, after, limit),
    findArchived: async (name) => gather(tx, space, await findArchived(tx, space, name)),
    searchArchive: async (question) => gather(tx, space, await searchArchive(tx, space, question)),
    terms: () => findTerms(tx, space),
    rowsOf: (scope, after, limit) => rowsOf(tx, space, scope, after, limit),
    countSince: (cursor, limit) => countSince(tx, space, cursor, limit),
    findSnapshot: (scope) => findSnapshot(tx, space, scope),
    findPage: (scope, hash) => findPage(tx, space, scope, hash),
  };
}

async function findTerm(tx: Queryable, space: string): Promise<Term | undefined> {
  const [term] = await tx.query<Term>(
    'SELECT n, uuid, from_ver AS "fromVer" FROM term WHERE space = $1 ORDER BY n DESC LIMIT 1',
    [space],
  );
  return term;
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

async function moveChildren(tx: Queryable, space: string, move: ChildrenMove): Promise<void> {
  await tx.query(
    `WITH moved AS (
       SELECT s.scope, s.gone, r.id, r.kind, row_hash(r.id, r.ver) AS hash
         FROM row r,
              (SELECT unnest($3::text[]) AS scope, true AS gone UNION ALL SELECT unnest($4::text[]), false) s
        WHERE r.space = $1 AND r.parent = $2 AND NOT r.id = ANY ($6::uuid[])),
     sums AS (
       INSERT INTO scope_sum (space, scope, kind, rows, hash)
       SELECT $1, scope, kind, sum(CASE WHEN gone THEN -1 ELSE 1 END), bit_xor(hash)
         FROM moved GROUP BY scope, kind
       ${addToSum})
     INSERT INTO feed (space, scope, id, ver, gone)
     SELECT $1, scope, id, $5, gone FROM moved
     ON CONFLICT (space, id, scope) DO UPDATE SET ver = excluded.ver, gone = excluded.gone`,
    [space, move.parent, move.from, move.to, move.ver, move.but],
    'move-children',
  );
}

const addToSum = `ON CONFLICT (space, scope, kind)
       DO UPDATE SET rows = scope_sum.rows + excluded.rows, hash = scope_sum.hash # excluded.hash`;

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
       ON CONFLICT (space, id) DO UPDATE SET last_mid = excluded.last_mid),
     sums AS (
       INSERT INTO scope_sum (space, scope, kind, rows, hash)
       SELECT $1, x.scope, x.kind, x.rows, x.hash
         FROM json_to_recordset($8) AS x (scope text, kind text, rows bigint, hash integer)
       ${addToSum})
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
      JSON.stringify(commit.sums),
    ],
    'commit',
  );
}

/** The document goes in as the text it is. */
function toJson({ doc, ...rest }: RowWrite): string {
  return `${JSON.stringify(rest).slice(0, -1)},"doc":${doc}}`;
}
