import { expect, test } from 'vitest';
import { keepHouse } from '#server/jobs/housekeeping.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { aServer } from '#test/support/test-server.ts';

const dayMs = 86_400_000;

test('sessions that are over are forgotten, the others stay', async () => {
  const { db, clock, signIn } = await aServer();
  const sessions = () => db.query<{ n: number }>('SELECT count(*) AS n FROM session');
  await signIn('agent');
  clock.now = toInstant(clock.now + 60 * dayMs);
  await signIn('colleague');
  const store = createPostgresStore(db);
  await keepHouse(db, store, clock.now);
  expect(await sessions()).toEqual([{ n: 2 }]);
  await keepHouse(db, store, toInstant(clock.now + 31 * dayMs));
  expect(await sessions()).toEqual([{ n: 1 }]);
});

test('a server looks after its companies as soon as it runs', async () => {
  const { app, db, space } = await aServer();
  // Closing waits for what is under way.
  await app.close();
  const [waypoint] = await db.query<{ ver: number; head: number }>(
    'SELECT w.ver, s.ver AS head FROM waypoint w JOIN space s ON s.id = w.space WHERE s.id = $1',
    [space],
  );
  expect(waypoint?.ver).toBe(waypoint?.head);
});
