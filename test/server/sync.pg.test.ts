/** Push and pull on a real PostgreSQL: what only a database can get wrong. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type Database, openDatabase } from '#server/db/database.ts';
import type { LockedSpace, Store } from '#server/sync/ports.ts';
import { createPostgresStore } from '#server/sync/postgres-store.ts';
import { defineMutator } from '#shared/mutations/mutator.ts';
import { cuttableWay } from '#test/support/cuttable.ts';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { createTestDatabaseUrl, createTestSpace } from '#test/support/test-database.ts';

const { agent, colleague } = syncPeople;

async function aCompany(wrap: (store: Store) => Store = (store) => store) {
  const way = await cuttableWay(await createTestDatabaseUrl());
  const db = openDatabase(way.url);
  onTestFinished(() => db.close());
  const space = await createTestSpace(db);
  const company = await aSyncSpace({ store: wrap(createPostgresStore(db)), space, mutators: [spoils] });
  return { ...company, way };
}

/** Writes a title that PostgreSQL does not take, which its schema does. */
const spoils = defineMutator({
  name: 'test.spoil',
  version: 1,
  args: z.object({ teamId: z.uuid() }),
  needs: ({ teamId }) => [{ kind: 'team', id: teamId }],
  run: (_rows, { teamId }) => ({
    kind: 'done',
    writes: [{ kind: 'team', id: teamId, doc: { id: teamId as never, name: `a${String.fromCharCode(0)}b` } }],
    events: [],
  }),
});

/** Commits through `during`, which may wait, or fail before or after. */
function whenCommitting(store: Store, during: (commit: () => Promise<void>) => Promise<void>): Store {
  return {
    ...store,
    locked: (space, work) =>
      store.locked(space, (locked) => {
        const slow: LockedSpace = { ...locked, commit: (commit) => during(() => locked.commit(commit)) };
        return work(slow);
      }),
  };
}

test('eight writers with slow commits: a reader that follows its cursor misses no row', async () => {
  const url = await createTestDatabaseUrl();
  const databases = Array.from({ length: 4 }, () => openDatabase(url));
  onTestFinished(async () => {
    await Promise.all(databases.map((db) => db.close()));
  });
  const space = await createTestSpace(databases[0] as Database);
  let turn = 0;
  const slow = (db: Database) =>
    whenCommitting(createPostgresStore(db), async (commit) => {
      await commit();
      // Written and not yet committed, for as long as a reader needs to pass by.
      turn += 1;
      if (turn % 3 === 0) await db.query('SELECT pg_sleep(0.006)');
    });
  // Four server processes, two writers each; the first one makes the company.
  const first = await aSyncSpace({ store: slow(databases[0] as Database), space });
  const others = await Promise.all(databases.slice(1).map((db) => aSyncSpace({ store: slow(db), space })));
  const processes = [first, ...others];
  const reader = aClient(first, colleague);
  const seen = new Map<string, number>();
  let { end } = await reader.pull();
  let isWriting = true;
  const reading = (async () => {
    for (let isLast = false; !isLast; ) {
      isLast = !isWriting;
      const next = await reader.pull(end);
      for (const { id, ver } of next.rows) seen.set(id, ver);
      end = next.end;
    }
  })();
  const opened: string[] = [];
  await Promise.all(
    processes.flatMap((process) =>
      [agent, colleague].map(async (person) => {
        const client = aClient(process, person);
        for (let count = 0; count < 25; count++) {
          const caseId = randomUUID();
          opened.push(caseId);
          expect(await client.mutate('case.open', openArgs(caseId))).toMatchObject({
            outcomes: [{ outcome: { kind: 'applied' } }],
          });
        }
      }),
    ),
  );
  isWriting = false;
  await reading;
  expect(opened.filter((id) => !seen.has(id))).toEqual([]);
  const all = await aClient(first, colleague).pull();
  const numbers = all.rows
    .filter(({ kind }) => kind === 'case')
    .map(({ doc }) => z.object({ number: z.number() }).parse(doc).number);
  expect(new Set(numbers).size).toBe(200);
  expect(all.end.head).toBe(end.head);
});

test('what the database will not take is refused as a fault, and the rest of its group is done', async () => {
  const company = await aCompany();
  const [good, bad] = [aClient(company, agent), aClient(company, colleague)];
  const cases = [randomUUID(), randomUUID(), randomUUID()];
  const teamId = company.space;
  const [one, mixed] = await Promise.all([
    good.mutate('case.open', openArgs(cases[0] ?? '')),
    bad.push([
      bad.mutation('case.open', openArgs(cases[1] ?? '')),
      bad.mutation('test.spoil', { teamId }),
      bad.mutation('case.open', openArgs(cases[2] ?? '')),
    ]),
  ]);
  expect(one).toMatchObject({ outcomes: [{ outcome: { kind: 'applied' } }] });
  expect(mixed).toMatchObject({
    outcomes: [
      { outcome: { kind: 'applied' } },
      { outcome: { kind: 'refused', code: 'fault' } },
      { outcome: { kind: 'applied' } },
    ],
  });
  const { rows, end } = await bad.pull();
  expect(cases.every((caseId) => rows.some(({ id }) => id === caseId))).toBe(true);
  expect(rows.some(({ id }) => id === teamId)).toBe(false);
  expect(rows.filter(({ kind }) => kind === 'refusal')).toHaveLength(1);
  expect(end.lastMid).toBe(3);
});

test('a commit whose answer is lost is acknowledged when it is sent again, and done once', async () => {
  let isCut = false;
  const company = await aCompany((store) => ({
    ...store,
    locked: async (space, work) => {
      const result = await store.locked(space, work);
      if (isCut) throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' });
      return result;
    },
  }));
  const client = aClient(company, agent);
  const open = client.mutation('case.open', openArgs(randomUUID()));
  await client.pull();
  isCut = true;
  await expect(client.push([open])).rejects.toMatchObject({ kind: 'unavailable' });
  isCut = false;
  expect(await client.push([open])).toMatchObject({ outcomes: [{ outcome: { kind: 'applied' } }] });
  expect((await client.pull()).rows.filter(({ kind }) => kind === 'case')).toHaveLength(1);
});

test('while the database is away nothing is acknowledged, and afterwards the same push goes through', async () => {
  const { way, ...company } = await aCompany();
  const client = aClient(company, agent);
  const open = client.mutation('case.open', openArgs(randomUUID()));
  await way.cut();
  await expect(client.push([open])).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(client.pull()).rejects.toMatchObject({ kind: 'unavailable' });
  await way.mend();
  expect(await client.push([open])).toMatchObject({ outcomes: [{ outcome: { kind: 'applied' } }] });
});

test('a connection that breaks between writing and committing leaves nothing, and the push may come again', async () => {
  let cut: (() => Promise<void>) | undefined;
  const { way, ...company } = await aCompany((store) =>
    whenCommitting(store, async (commit) => {
      await commit();
      await cut?.();
    }),
  );
  const client = aClient(company, agent);
  const open = client.mutation('case.open', openArgs(randomUUID()));
  cut = way.cut;
  await expect(client.push([open])).rejects.toMatchObject({ kind: 'unavailable' });
  cut = undefined;
  await way.mend();
  expect((await client.pull()).rows.some(({ kind }) => kind === 'case')).toBe(false);
  expect(await client.push([open])).toMatchObject({ outcomes: [{ outcome: { kind: 'applied' } }] });
});

test('a process that stops inside a transaction loses its lock, and others go on', async () => {
  const company = await aCompany();
  const client = aClient(company, agent);
  let pushed: Promise<unknown> = Promise.resolve();
  const stopped = company.store.locked(company.space, async (space) => {
    // It would wait for ever if this transaction, which only waits for it, kept its lock.
    pushed = client.mutate('case.open', openArgs(randomUUID()));
    await pushed;
    await space.findTerm();
  });
  await expect(stopped).rejects.toThrow();
  expect(await pushed).toMatchObject({ kind: 'done' });
});
