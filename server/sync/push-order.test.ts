import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf, refusedAs } from '#test/support/test-mutators.ts';

const { agent, colleague } = syncPeople;

test('mutations take effect in order, each with versions of its own, the event after its case', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  const response = await client.push([
    client.mutation('case.open', openArgs(caseId)),
    client.mutation('case.note', { caseId, text: 'one' }),
    client.mutation('case.note', { caseId, text: 'two' }),
  ]);
  expect(outcomesOf(response)).toEqual([applied, applied, applied]);
  const { rows, end } = await client.pull();
  const ofCase = rows.filter(({ id, parent }) => id === caseId || parent === caseId);
  expect(ofCase.map(({ kind }) => kind)).toEqual(['event', 'event', 'case', 'event']);
  expect(new Set(rows.map(({ ver }) => ver)).size).toBe(rows.length);
  expect(end.head).toBe(Math.max(...rows.map(({ ver }) => ver)));
});

test('a mutation sent twice has its first outcome and takes effect once', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const open = client.mutation('case.open', openArgs(randomUUID()));
  const first = await client.push([open]);
  const { head } = (await client.pull()).end;
  expect(await client.push([open])).toEqual(first);
  expect(await client.push([open, open])).toEqual({
    kind: 'done',
    outcomes: [first, first].flatMap((r) => (r.kind === 'done' ? r.outcomes : [])),
  });
  expect((await client.pull()).end.head).toBe(head);
});

test('a new mutation sent twice in one push, or by two pushes at once, takes effect once', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  await client.mutate('case.open', openArgs(caseId));
  const note = client.mutation('case.note', { caseId, text: 'once' });
  await Promise.all([client.push([note, note]), client.push([note])]);
  const { rows } = await client.pull();
  expect(rows.filter(({ kind, parent }) => kind === 'event' && parent === caseId)).toHaveLength(2);
});

test('a refused mutation keeps its outcome when it is sent again', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const note = client.mutation('case.note', { caseId: randomUUID(), text: 'to nobody' });
  expect(outcomesOf(await client.push([note]))).toEqual([refusedAs('not-found')]);
  expect(outcomesOf(await client.push([note]))).toEqual([refusedAs('not-found')]);
  expect((await client.pull()).rows.filter(({ kind }) => kind === 'refusal')).toHaveLength(1);
});

test('an unknown mutation at a mid already used is a fork, and nothing of that push runs', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  await client.mutate('case.open', openArgs(randomUUID()));
  const copy = aClient(company, agent, client.id);
  const lost = randomUUID();
  const response = await copy.push([
    copy.mutation('case.open', openArgs(lost, { subject: 'From the copy' })),
    copy.mutation('case.note', { caseId: lost, text: 'also from the copy' }),
  ]);
  expect(response).toEqual({ kind: 'forked' });
  expect((await client.pull()).rows.some(({ id }) => id === lost)).toBe(false);
});

test('after a fork the copy resends everything under a new id: what was done is not done again', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const open = client.mutation('case.open', openArgs(randomUUID()));
  const done = await client.push([open]);
  const copy = aClient(company, agent);
  const note = copy.mutation('case.note', { caseId: open.args.caseId, text: 'new' }, { mid: 2 });
  expect(await copy.push([open, note])).toMatchObject({
    kind: 'done',
    outcomes: [{ outcome: applied }, { outcome: applied }],
  });
  const { end } = await copy.pull();
  expect(end.lastMid).toBe(2);
  expect(end.outcomes.map(({ m, mid }) => [m, mid])).toEqual([
    [open.m, 1],
    [note.m, 2],
  ]);
  expect((await client.pull()).end.outcomes.map(({ m }) => m)).toEqual([open.m]);
  expect(done.kind).toBe('done');
});

test('a client id that belongs to another person is a fork', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  await client.mutate('case.open', openArgs(randomUUID()));
  const stolen = aClient(company, colleague, client.id);
  expect(await stolen.mutate('case.note', { caseId: randomUUID(), text: 'hm' }, { mid: 2 })).toEqual({
    kind: 'forked',
  });
  expect((await stolen.pull()).end).toMatchObject({ lastMid: 0, outcomes: [] });
});

test("another person's mutation cannot be run again in one's own name", async () => {
  const company = await aSyncSpace();
  const open = aClient(company, agent).mutation('case.open', openArgs(randomUUID()));
  await aClient(company, agent).push([open]);
  expect(outcomesOf(await aClient(company, colleague).push([open]))).toEqual([refusedAs('already-exists')]);
});

test('a hole in the order is a gap that names what the server has, and nothing runs', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  await client.mutate('case.open', openArgs(caseId));
  const tooFar = client.mutation('case.note', { caseId, text: 'three' }, { mid: 3 });
  expect(await client.push([tooFar])).toEqual({ kind: 'gap', have: 1 });
  expect(await aClient(company, agent).mutate('case.note', { caseId, text: 'five' }, { mid: 5 })).toEqual({
    kind: 'gap',
    have: 0,
  });
});

test('a client that no longer has what is missing declares from where it goes on', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const open = client.mutation('case.open', openArgs(randomUUID()), { mid: 7 });
  expect(outcomesOf(await client.push([open], { from: 7 }))).toEqual([applied]);
  expect((await client.pull()).end.lastMid).toBe(7);
});

test('pushes that wait while another commits are committed together and answered apart', async () => {
  const company = await aSyncSpace();
  const clients = Array.from({ length: 20 }, () => aClient(company, agent));
  const answers = await Promise.all(
    clients.map((client) => client.mutate('case.open', openArgs(randomUUID(), { subject: client.id }))),
  );
  expect(answers.map(outcomesOf)).toEqual(clients.map(() => [applied]));
  const { rows } = await aClient(company, agent).pull();
  const numbers = rows.filter(({ kind }) => kind === 'case').map(({ doc }) => (doc as SupportCase).number);
  expect([...numbers].sort((a, b) => Number(a) - Number(b))).toEqual(clients.map((_, index) => index + 1));
});
