/** What reads the database, and what that leaves to those who write. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf } from '#test/support/test-mutators.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './ports.ts';

const { agent } = syncPeople;
const snapshots = { rowsAtOnce: 6, pageRows: 3, rowsBehind: 1_000 };

/** A store whose readings can be made to fail, and are counted while they run. */
function aWatchedStore(space: string) {
  const memory = createMemoryStore();
  memory.createSpace({ id: space, name: 'Contábil Serra Azul' });
  const seen = { now: 0, most: 0, failing: false };
  async function watched<T>(read: () => Promise<T>): Promise<T> {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    try {
      if (seen.failing) throw Object.assign(new Error('terminating connection'), { code: '25P03' });
      return await read();
    } finally {
      seen.now -= 1;
    }
  }
  const store: Store = {
    ...memory,
    look: (id, work) => watched(() => memory.look(id, work)),
    readPulls: (id, question) => watched(() => memory.readPulls(id, question)),
  };
  return { store, seen };
}

test('however many ask for pages, archived cases and where to begin, connections are left for pushes', async () => {
  const space = randomUUID();
  const { store, seen } = aWatchedStore(space);
  const { sync } = await aSyncSpace({ store, space, snapshots });
  const author = { space, person: agent.id };
  await Promise.all(
    Array.from({ length: 30 }, () => [
      sync.snapshotPage(author, { scope: 'ref', page: 'a'.repeat(64) }),
      sync.archive(author, { words: 'printer' }),
      sync.pull(author, { client: randomUUID(), settled: 0, cursors: '', snapshots: '1' }),
    ]).flat(),
  );
  expect(seen.most).toBeLessThanOrEqual(6);
});

test('a reading that fails is told as that, and the term goes on', async () => {
  const space = randomUUID();
  const { store, seen } = aWatchedStore(space);
  const company = await aSyncSpace({ store, space });
  const author = { space, person: agent.id };
  const client = aClient(company, agent);
  const { term } = (await client.pull()).end;
  seen.failing = true;
  await expect(client.pull()).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(company.sync.archive(author, { words: 'printer' })).rejects.toMatchObject({
    kind: 'unavailable',
  });
  seen.failing = false;
  expect(outcomesOf(await client.mutate('case.open', openArgs(randomUUID())))).toEqual([applied]);
  expect((await client.pull()).end.term).toBe(term);
});
