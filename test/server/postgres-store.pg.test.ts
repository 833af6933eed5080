import { expect, onTestFinished, test } from 'vitest';
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
