import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { createSpace } from '#server/db/spaces.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { createTestDatabase, createTestSpace } from '#test/support/test-database.ts';
import { describeStore } from './store-contract.ts';

describeStore('the store in PostgreSQL', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  return {
    store: createPostgresStore(db),
    createSpace: (id) => createSpace(db, { id, name: 'Casa Aurora' }),
  };
});

test('a snapshot does not see what is committed after it began', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const store = createPostgresStore(db);
  const space = await createTestSpace(db);
  const seen = await store.snapshot(space, async (snapshot) => {
    await store.locked(space, (locked) =>
      locked.commit({
        ver: 1,
        nextNumber: 1,
        rows: [{ id: space, kind: 'team', parent: null, ver: 1, doc: '{}' }],
        feeds: [{ scope: 'ref', id: space, ver: 1, gone: false }],
        moves: [],
        done: [],
        clients: [],
      }),
    );
    return { ver: snapshot.head.ver, changes: await snapshot.changesSince([{ scope: 'ref', ver: 0 }]) };
  });
  expect(seen).toEqual({ ver: 0, changes: [] });
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
  const found = await createPostgresStore(db).locked(space, async (locked) => ({
    rows: await locked.gather(ids),
    done: await locked.findDone(ids),
  }));
  expect([found.rows.length, found.done.length]).toEqual([20, 20]);
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
