/** What a computer sends again because the server was restored. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { derivedId } from '#shared/lib/ids.ts';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf, refusedAs } from '#test/support/test-mutators.ts';

const { agent, colleague } = syncPeople;
const again = { again: true } as const;

test('it is told apart by its m alone, and takes no place in the order of its client', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  const open = client.mutation('case.open', openArgs(caseId), { mid: 57 });
  const note = client.mutation('case.note', { caseId, text: 'one' }, { mid: 12 });
  expect(outcomesOf(await client.push([open, note], again))).toEqual([applied, applied]);
  expect(outcomesOf(await client.push([note, open], again))).toEqual([applied, applied]);
  const first = client.mutation('case.note', { caseId, text: 'two' }, { mid: 1 });
  expect(outcomesOf(await client.push([first]))).toEqual([applied]);
  const { rows, end } = await client.pull();
  expect(rows.filter(({ kind }) => kind === 'event')).toHaveLength(3);
  expect(end).toMatchObject({ lastMid: 1, outcomes: [{ m: first.m, mid: 1 }] });
});

test('what asks for a row that is not there is told later and leaves nothing; once the row is there it is done', async () => {
  const company = await aSyncSpace();
  const [author, follower] = [aClient(company, colleague), aClient(company, agent)];
  const caseId = randomUUID();
  const note = follower.mutation('case.note', { caseId, text: 'They called twice.' });
  const before = (await follower.pull()).end.head;
  expect(outcomesOf(await follower.push([note], again))).toEqual([{ kind: 'later' }]);
  expect((await follower.pull()).end.head).toBe(before);
  await author.push([author.mutation('case.open', openArgs(caseId))], again);
  expect(outcomesOf(await follower.push([note], again))).toEqual([applied]);
});

test('what fails for another reason is refused at once', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const wrong = client.mutation('case.note', { caseId: randomUUID(), text: '' });
  expect(outcomesOf(await client.push([wrong], again))).toEqual([refusedAs('fault')]);
});

test('what was refused stays refused, its words with its author', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const args = openArgs(randomUUID());
  const outcome = { kind: 'refused' as const, code: 'changed-meanwhile', details: [] };
  const open = client.mutation('case.open', args, { outcome });
  expect(outcomesOf(await client.push([open], again))).toEqual([outcome]);
  const { rows } = await client.pull();
  expect(rows.some(({ kind }) => kind === 'case')).toBe(false);
  expect(rows.find(({ id }) => id === derivedId(open.m, 'refusal'))?.doc).toMatchObject({
    code: outcome.code,
    args,
  });
});

test('in the ordinary order nobody says how their own work ends', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const outcome = { kind: 'refused' as const, code: 'changed-meanwhile', details: [] };
  const open = client.mutation('case.open', openArgs(randomUUID()), { outcome });
  expect(outcomesOf(await client.push([open]))).toEqual([applied]);
});
