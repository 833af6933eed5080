/**
 * Writers commit out of the order in which they began, some of them slowly,
 * and somebody reads on from where they have come to. Ours are three server
 * processes and a computer that pulls; the peer counts its rows by a sequence.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from '#server/db/database.ts';
import { openDatabase } from '#server/db/database.ts';
import { createChance } from '#server/demo/seeded.ts';
import type { Sync } from '#server/sync/create-sync.ts';
import { must } from '#shared/lib/must.ts';
import { aCustomer } from '#test/support/builders.ts';
import { parsePull, syncPeople } from '#test/support/sync-space.ts';
import type { Measured } from '../figure.ts';
import { type OwnPostgres, openSync, withPostgres } from './own-postgres.ts';

const written = 100_000;
const rowsACommit = 50;
const writers = 8;
const processes = 3;
/** One commit in ten takes so much longer. */
const slowMs = 6;

export function lateCommits(): Promise<readonly Measured[]> {
  return withPostgres(async (postgres) => [
    {
      name: 'late-commits',
      what: `of ${written.toLocaleString('en')} rows, some committed late: those a reader never sees`,
      unit: 'rows',
      ours: written - (await pulledRows(postgres)),
      peers: { 'a cursor over a sequence': written - (await rowsSeenBySequence(postgres)) },
      target: { atMost: 0, peerAtLeast: 1 },
    },
  ]);
}

async function pulledRows({ url, db, space }: OwnPostgres): Promise<number> {
  const databases = Array.from({ length: processes }, () => openDatabase(url));
  const servers = databases.map((database) => openSync(slowToCommit(database)));
  const reader = openSync(db);
  await reader.writeRows(space, [{ id: syncPeople.agent.id, kind: 'person', doc: syncPeople.agent }]);
  // Each process begins a term of its own when it first meets the company.
  for (const server of servers) await pullFrom(server, space, undefined);
  const seen = new Set<string>();
  const writing = commitAll((writer) =>
    must(servers[writer % processes], 'a server').writeRows(space, customersOf(rowsACommit)),
  );
  let from = await pullFrom(reader, space, undefined);
  const read = async (): Promise<void> => {
    from = await pullFrom(reader, space, from);
    for (const { kind, id } of from.rows) if (kind === 'customer') seen.add(id);
  };
  await readUntil(writing, read);
  await Promise.all(databases.map((database) => database.close()));
  return seen.size;
}

type Pulled = ReturnType<typeof parsePull>;

async function pullFrom(server: Sync, space: string, from: Pulled | undefined): Promise<Pulled> {
  const cursors = (from?.end.scopes ?? []).map((scope) => `${scope}:${from?.end.head}`).join(',');
  const known = from === undefined ? {} : { term: from.end.term };
  const author = { space, person: syncPeople.agent.id };
  return parsePull(await server.pull(author, { client: reading, settled: 0, cursors, ...known }));
}

const reading = randomUUID();

function customersOf(count: number) {
  return Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, kind: 'customer' as const, doc: aCustomer({ id }) };
  });
}

/** As behind a disk or a network that now and then takes its time. */
function slowToCommit(db: Database): Database {
  const chance = createChance(1);
  return {
    ...db,
    transaction: (mode, work) =>
      db.transaction(mode, async (tx) => {
        const result = await work(tx);
        if (mode === 'write' && chance.next() < 0.1) await wait(slowMs);
        return result;
      }),
  };
}

async function rowsSeenBySequence({ url, db }: OwnPostgres): Promise<number> {
  await db.query('CREATE TABLE counted (n bigserial PRIMARY KEY, doc text NOT NULL)');
  const pool = new pg.Pool({ connectionString: url, max: writers });
  // A connection that is still on its way out hears that the database stops.
  pool.on('error', () => {});
  const chance = createChance(1);
  const doc = JSON.stringify(aCustomer());
  const writing = commitAll(async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('INSERT INTO counted (doc) SELECT $1 FROM generate_series(1, $2::integer)', [
      doc,
      rowsACommit,
    ]);
    if (chance.next() < 0.1) await wait(slowMs);
    await client.query('COMMIT');
    client.release();
  });
  let cursor = 0;
  let seen = 0;
  await readUntil(writing, async () => {
    const rows = await db.query<{ n: number }>('SELECT n FROM counted WHERE n > $1 ORDER BY n', [cursor]);
    cursor = rows.at(-1)?.n ?? cursor;
    seen += rows.length;
  });
  await pool.end();
  return seen;
}

/** Every writer commits one transaction after the other until all rows are written. */
async function commitAll(commit: (writer: number) => Promise<void>): Promise<void> {
  let left = written / rowsACommit;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (left > 0) {
        left -= 1;
        await commit(writer);
      }
    }),
  );
}

/** Again and again, and once more when everything is written. */
async function readUntil(writing: Promise<void>, read: () => Promise<void>): Promise<void> {
  let isOver = false;
  const over = writing.finally(() => {
    isOver = true;
  });
  while (!isOver) await read();
  await over;
  await read();
}
