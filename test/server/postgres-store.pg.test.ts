import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { createSpace } from '#server/db/spaces.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { createTestDatabase, createTestSpace } from '#test/support/test-database.ts';
import { describeArchive } from './archive-contract.ts';
import { describeSnapshots } from './snapshot-contract.ts';
import { describeStore } from './store-contract.ts';
import { describeTimers } from './timers-contract.ts';

async function openStore() {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  return {
    store: createPostgresStore(db),
    createSpace: (id: string) => createSpace(db, { id, name: 'Casa Aurora' }),
  };
}

describeStore('the store in PostgreSQL', openStore);
describeArchive('the archive in PostgreSQL', openStore);
describeTimers('the timers in PostgreSQL', openStore);
describeSnapshots('snapshots in PostgreSQL', openStore);

test('a snapshot does not see what is committed after it began', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const store = createPostgresStore(db);
  const space = await createTestSpace(db);
  const seen = await store.look(space, async (moment) => {
    await store.locked(space, (locked) =>
      locked.commit({
        ver: 1,
        nextNumber: 1,
        rows: [{ id: space, kind: 'team', parent: null, ver: 1, doc: '{}' }],
        feeds: [{ scope: 'ref', id: space, ver: 1, gone: false }],
        moves: [],
        sums: [],
        done: [],
        clients: [],
      }),
    );
    return { ver: moment.head.ver, rows: await moment.gather([space]) };
  });
  expect(seen).toEqual({ ver: 0, rows: [] });
});

test('a group reads what it asked for and not the company, with statistics or without', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const space = await createTestSpace(db);
  const [teamScope, person] = [`team:${randomUUID()}`, randomUUID()];
  await db.query(
    `INSERT INTO row (space, id, kind, ver, doc) SELECT $1, gen_random_uuid(), 'case', n, '{}' FROM generate_series(1, 5000) n`,
    [space],
  );
  await db.query('INSERT INTO feed (space, scope, id, ver) SELECT space, $1, id, ver FROM row', [teamScope]);
  await db.query(
    `INSERT INTO done (space, m, client, person, mid, outcome, ver)
     SELECT space, id, $1, $1, ver, '{"kind":"applied"}', ver FROM row`,
    [person],
  );
  const some = await db.query<{ id: string }>('SELECT id FROM row LIMIT 20');
  const ids = some.map(({ id }) => id);
  const before = await tuplesRead(db);
  const store = createPostgresStore(db);
  const found = await store.locked(space, async (locked) => ({
    rows: await locked.gather(ids),
    done: await locked.findDone(ids),
  }));
  expect([found.rows.length, found.done.length]).toEqual([20, 20]);
  const cursors = ['ref', teamScope].map((scope) => ({ scope, ver: 4_980 }));
  const { changes } = await store.readPulls(space, { asking: [], cursors });
  expect(changes.map(({ length }) => length)).toEqual([0, 20]);
  expect((await tuplesRead(db)) - before).toBeLessThan(200);
});

/** From tables and indexes so far, in this database. */
async function tuplesRead(db: Database): Promise<number> {
  // What each connection has counted is told when it is asked.
  await Promise.all(Array.from({ length: 10 }, () => db.query('SELECT pg_stat_force_next_flush()')));
  const [sum] = await db.query<{ tuples: number }>(
    `SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables)::bigint
          + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)::bigint AS tuples`,
  );
  return sum?.tuples ?? 0;
}
