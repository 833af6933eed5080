import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { personScope, referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import { aTeam } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, otherTeam, syncPeople } from '#test/support/sync-space.ts';
import { move } from '#test/support/test-mutators.ts';

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
