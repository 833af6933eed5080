import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { createSpace } from '#server/db/spaces.ts';
import { type House, keepHouse } from '#server/jobs/housekeeping.ts';
import { createSync } from '#server/sync/create-sync.ts';
import type { Store } from '#server/sync/ports.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { nowhere } from '#shared/domain/flow/position.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { findMutator } from '#shared/mutations/registry.ts';
import { aCustomer, monday } from '#test/support/builders.ts';
import { aServer } from '#test/support/test-server.ts';
import { aCase, aWorld } from '#test/support/world.ts';

const dayMs = 86_400_000;

function aHouse(
  db: Database,
  store: Store = createPostgresStore(db),
): House & { readonly errors: unknown[] } {
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  const sync = createSync({ store, findMutator, clock: () => monday, random });
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  return { db, store, sync, archiveAfterMs: 90 * dayMs, isWanted: () => true, onError, errors };
}

test('sessions that are over are forgotten, the others stay', async () => {
  const { db, clock, signIn } = await aServer();
  const sessions = () => db.query<{ n: number }>('SELECT count(*) AS n FROM session');
  await signIn('agent');
  clock.now = toInstant(clock.now + 60 * dayMs);
  await signIn('colleague');
  const house = aHouse(db);
  await keepHouse(house, clock.now);
  expect(await sessions()).toEqual([{ n: 2 }]);
  await keepHouse(house, toInstant(clock.now + 31 * dayMs));
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

test('what goes wrong in one company is told, and holds up no other', async () => {
  const { app, db, space, clock } = await aServer();
  await app.close();
  // They are looked after in the order of their names.
  const first = randomUUID();
  await createSpace(db, { id: first, name: 'Armazém Azul' });
  const store = createPostgresStore(db);
  const house = aHouse(db, {
    ...store,
    locked: (id, work) =>
      id === first ? Promise.reject(new Error('cannot be read')) : store.locked(id, work),
  });
  const waypoints = () => db.query('SELECT at FROM waypoint WHERE space = $1', [space]);
  const before = await waypoints();
  const customer = aCustomer();
  await house.sync.writeRows(space, [
    { kind: 'customer', id: customer.id, doc: { ...customer, name: 'Dora' } },
  ]);
  await keepHouse(house, toInstant(clock.now + 2 * dayMs));
  expect(house.errors).toEqual([new Error('cannot be read')]);
  expect(await waypoints()).not.toEqual(before);
});

test('what goes to the archive is found by its words and its customer, asked for over HTTP', async () => {
  const { app, db, space, clock, signIn } = await aServer();
  const house = aHouse(db);
  const customer = { ...aCustomer(), name: 'Inês Prado' };
  const endedAt = toInstant(clock.now - 91 * dayMs);
  const supportCase = {
    ...aCase(aWorld()),
    ...{ subject: 'Impressora não imprime', customerId: customer.id, number: 4812 },
    ...{ position: { ...nowhere, endedAt }, changedAt: endedAt },
  };
  await house.sync.writeRows(space, [
    { kind: 'customer', id: customer.id, doc: customer },
    { kind: 'case', id: supportCase.id, doc: supportCase },
  ]);
  const headers = await signIn();
  const strangers = await signIn('outsider');
  const search = async (words: string, as = headers) => {
    const { body } = await app.inject({
      url: `/api/sync/archive?${new URLSearchParams({ words })}`,
      headers: as,
    });
    return body.split('\n').map((line): unknown => JSON.parse(line));
  };
  const nothing = [{ end: true, head: expect.any(Number), hasMore: false }];
  await keepHouse(house, clock.now);
  expect(house.errors).toEqual([]);
  const { id, number, localCode, subject } = supportCase;
  const line = { id, number, localCode, subject, customer: 'Inês Prado', endedAt };
  expect(await search('PRADO impress')).toEqual([line, ...nothing]);
  expect(await search('PRADO impress', strangers)).toEqual(nothing);
  for (const words of ['', ' ', 'x'.repeat(201)]) {
    const answer = await app.inject({ url: `/api/sync/archive?${new URLSearchParams({ words })}`, headers });
    expect(answer.json(), words).toMatchObject({ status: 400, type: 'urn:raia:problem:invalid-request' });
  }
});
