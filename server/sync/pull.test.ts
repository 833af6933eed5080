import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CustomerId } from '#shared/domain/people/customer.ts';
import { personScope, referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import { aCustomer, aTeam } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, otherTeam, parsePull, syncPeople } from '#test/support/sync-space.ts';
import { move } from '#test/support/test-mutators.ts';
import { createMemoryStore } from './memory-store.ts';

const { agent, colleague, outsider, both } = syncPeople;

test('a first pull brings all the person may hold and nothing else', async () => {
  const company = await aSyncSpace();
  const caseId = randomUUID();
  await aClient(company, agent).mutate('case.open', openArgs(caseId));
  const mine = await aClient(company, agent).pull();
  expect(mine.end).toMatchObject({ fresh: true, lastMid: 0, outcomes: [], now: company.clock.now });
  expect(new Set(mine.end.scopes)).toEqual(
    new Set([referenceScope, personScope(agent.id), teamScope(aTeam().id)]),
  );
  expect(mine.rows.filter(({ id, parent }) => id === caseId || parent === caseId)).toHaveLength(2);
  const theirs = await aClient(company, outsider).pull();
  expect(theirs.rows.filter(({ id, parent }) => id === caseId || parent === caseId)).toEqual([]);
  expect(theirs.rows.filter(({ kind }) => kind === 'person')).toHaveLength(Object.keys(syncPeople).length);
});

test('a later pull brings only what came since', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, colleague);
  const { end } = await client.pull();
  expect((await client.pull(end)).rows).toEqual([]);
  const caseId = randomUUID();
  await aClient(company, agent).mutate('case.open', openArgs(caseId));
  const next = await client.pull(end);
  expect(next.end.fresh).toBe(false);
  expect(next.rows.map(({ kind }) => kind)).toEqual(['case', 'event']);
});

test('a case that changes teams leaves with its events, and arrives with all of them', async () => {
  const company = await aSyncSpace({ mutators: [move] });
  const [here, there, everywhere] = [
    aClient(company, agent),
    aClient(company, outsider),
    aClient(company, both),
  ];
  const caseId = randomUUID();
  await here.push([
    here.mutation('case.open', openArgs(caseId)),
    here.mutation('case.note', { caseId, text: 'one' }),
  ]);
  const before = await Promise.all([here.pull(), there.pull(), everywhere.pull()]);
  await everywhere.push([
    everywhere.mutation('case.note', { caseId, text: 'two' }),
    everywhere.mutation('test.move', { caseId, teamId: otherTeam.id }),
    everywhere.mutation('case.note', { caseId, text: 'three' }),
  ]);
  const [left, arrived, kept] = await Promise.all([
    here.pull(before[0].end),
    there.pull(before[1].end),
    everywhere.pull(before[2].end),
  ]);
  expect(left.rows.map(({ gone }) => gone)).toEqual([true, true, true]);
  expect(new Set(left.rows.map(({ kind }) => kind))).toEqual(new Set(['case', 'event']));
  expect(arrived.rows.filter(({ kind, gone }) => kind === 'event' && !gone)).toHaveLength(4);
  expect(kept.rows.some(({ gone }) => gone)).toBe(false);
  expect(
    (await here.pull()).rows.some(({ id, parent, gone }) => gone || id === caseId || parent === caseId),
  ).toBe(false);
});

test('outcomes of this client above what it settled come with the rows', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  const [open, note] = [
    client.mutation('case.open', openArgs(caseId)),
    client.mutation('case.note', { caseId: randomUUID(), text: 'x' }),
  ];
  await client.push([open, note]);
  expect((await client.pull()).end).toMatchObject({
    lastMid: 2,
    outcomes: [
      { m: open.m, mid: 1, outcome: { kind: 'applied' } },
      { m: note.m, mid: 2, outcome: { kind: 'refused', code: 'not-found' } },
    ],
  });
  expect((await client.pull(undefined, 1)).end.outcomes.map(({ mid }) => mid)).toEqual([2]);
});

test('a restart begins a new term and keeps every cursor', async () => {
  const company = await aSyncSpace();
  const { end } = await aClient(company, agent).pull();
  const restarted = await aSyncSpace({ store: company.store, space: company.space });
  const next = await aClient(restarted, agent).pull(end);
  expect(next.end.term).not.toBe(end.term);
  expect(next.end.fresh).toBe(false);
});

test.each([
  ['of a term this server never had', (head: number) => ({ term: randomUUID(), head })],
  ['ahead of this server', (head: number) => ({ head: head + 1 })],
])('cursors %s count for nothing: everything comes again', async (_what, change) => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const { rows, end } = await client.pull();
  const next = await client.pull({ ...end, ...change(end.head) });
  expect(next.end.fresh).toBe(true);
  expect(next.rows).toEqual(rows);
});

test('a server restored to before a cursor, and gone on since, sends everything again', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const { end } = await client.pull();
  // The restored copy: another process opens the space where its history had stopped earlier.
  await company.store.locked(company.space, (locked) =>
    locked.appendTerm({ n: 2, uuid: randomUUID(), fromVer: end.head - 3 }),
  );
  expect((await client.pull(end)).end.fresh).toBe(true);
});

test('cursors that cannot be read are said to be so', async () => {
  const company = await aSyncSpace();
  const pull = company.sync.pull(
    { space: company.space, person: agent.id },
    { client: randomUUID(), settled: 0, cursors: 'ref' },
  );
  await expect(pull).rejects.toMatchObject({ kind: 'cursors-unreadable' });
});

test('listeners hear of every commit, with the newest version in each scope', async () => {
  const company = await aSyncSpace();
  const heard: ReadonlyMap<string, number>[] = [];
  const stop = company.sync.onCommit(({ scopes }) => heard.push(scopes));
  const client = aClient(company, agent);
  const caseId = randomUUID();
  await client.mutate('case.open', openArgs(caseId));
  const { head } = (await client.pull()).end;
  expect(heard).toEqual([new Map([[teamScope(aTeam().id), head]])]);
  stop();
  await client.mutate('case.note', { caseId, text: 'unheard' });
  expect(heard).toHaveLength(1);
});

function aStoreOfOne() {
  const space = randomUUID();
  const store = createMemoryStore();
  store.createSpace({ id: space, name: 'Casa Aurora' });
  return { store, space };
}

/** A company whose readings are counted. */
async function aCountedCompany() {
  const { store, space } = aStoreOfOne();
  const counted = { readings: 0 };
  const company = await aSyncSpace({
    space,
    store: {
      ...store,
      readPulls: (id, question) => {
        counted.readings += 1;
        return store.readPulls(id, question);
      },
    },
  });
  return { company, counted };
}

test('those who pull at the same moment are told what each would be told alone, out of fewer readings', async () => {
  const { company, counted } = await aCountedCompany();
  const people = [agent, colleague, outsider, both, agent, both];
  const clients = people.map((person) => aClient(company, person));
  const before = await Promise.all(clients.map((client) => client.pull()));
  for (const client of clients) {
    const caseId = randomUUID();
    await client.mutate('case.open', openArgs(caseId));
    await client.mutate('case.note', { caseId, text: 'Called back.' });
  }
  const ends = before.map(({ end }, nth) => (nth === 1 ? { ...end, term: randomUUID() } : end));
  const alone = [];
  for (const [nth, client] of clients.entries()) alone.push(await client.pull(ends[nth], nth % 3));
  counted.readings = 0;
  const together = await Promise.all(clients.map((client, nth) => client.pull(ends[nth], nth % 3)));
  expect(together).toEqual(alone);
  expect(alone[1]?.end.fresh).toBe(true);
  expect(alone[0]?.end.outcomes.map(({ mid }) => mid)).toEqual([1, 2]);
  // Everybody, and once more who has to be told everything: that is found out, and then read.
  expect(counted.readings).toBe(3);
});

test('who asks is told the sums of the scopes they hold, and nobody who asked beside them', async () => {
  const { company, counted } = await aCountedCompany();
  const [asking, beside] = [aClient(company, both), aClient(company, agent)];
  await asking.mutate('case.open', openArgs(randomUUID()));
  const [before, theirs] = [(await asking.pull()).end, (await beside.pull()).end];
  const cursors = before.scopes.map((scope) => `${scope}:${before.head}`).join(',');
  const wanted = { client: asking.id, settled: 1, cursors, term: before.term, sums: '1' } as const;
  counted.readings = 0;
  const author = { space: company.space, person: both.id };
  const [lines, other] = await Promise.all([company.sync.pull(author, wanted), beside.pull(theirs)]);
  const { rows, end } = parsePull(lines);
  expect(rows).toEqual([]);
  expect(Object.keys(end.sums ?? {}).sort()).toEqual([...before.scopes].sort());
  expect(end.sums?.[teamScope(aTeam().id)]).toMatchObject({ case: { rows: 1 }, event: { rows: 1 } });
  expect(other.end.sums).toBeUndefined();
  expect(counted.readings).toBe(1);
});

test('who was away for long is told all of it, and holds nobody up who asked beside them', async () => {
  const { company } = await aCountedCompany();
  const [away, here] = [aClient(company, agent), aClient(company, colleague)];
  const { end } = await away.pull();
  const customers = Array.from({ length: 1_200 }, () => aCustomer({ id: randomUUID() as CustomerId }));
  for (let from = 0; from < customers.length; from += 200)
    await company.sync.writeRows(
      company.space,
      customers.slice(from, from + 200).map((doc) => ({ kind: 'customer', id: doc.id, doc })),
    );
  const now = (await here.pull()).end;
  const [, back, still] = await Promise.all([here.pull(now), away.pull(end), here.pull(now)]);
  expect(back.end.fresh).toBe(false);
  expect(back.rows.map(({ id }) => id)).toEqual(customers.map(({ id }) => id));
  expect(still.rows).toEqual([]);
});

test('a person of whom nobody can read who they are holds nobody up who asks at the same moment', async () => {
  const { store, space } = aStoreOfOne();
  const company = await aSyncSpace({
    space,
    store: {
      ...store,
      readPulls: async (id, question) => {
        const reading = await store.readPulls(id, question);
        const askers = reading.askers.map((asker) =>
          asker.row?.id === outsider.id ? { ...asker, row: { ...asker.row, doc: '{"roles":"new"}' } } : asker,
        );
        return { ...reading, askers };
      },
    },
  });
  const [here, there] = [aClient(company, agent), aClient(company, outsider)];
  const [told, refused] = await Promise.allSettled([here.pull(), there.pull()]);
  expect([told.status, refused.status]).toEqual(['fulfilled', 'rejected']);
});
