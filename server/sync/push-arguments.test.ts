import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { toInstant } from '#shared/lib/instant.ts';
import { hours, later } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf, refusedAs, withTestMutators } from '#test/support/test-mutators.ts';

const { agent, colleague } = syncPeople;

test.each([
  ['that do not fit their schema', { caseId: 'not an id' }, 'caseId'],
  ['over 256 KB', { caseId: randomUUID(), text: 'x'.repeat(257 * 1024) }, 'args-too-large'],
  ['with a NUL in them', { caseId: randomUUID(), text: `a${String.fromCharCode(0)}b` }, 'nul'],
])('arguments %s are refused as a fault, and the queue goes on', async (_what, args, detail) => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const response = await client.push([
    client.mutation('case.note', args),
    client.mutation('case.open', openArgs(randomUUID())),
  ]);
  expect(outcomesOf(response)).toEqual([
    { kind: 'refused', code: 'fault', details: expect.arrayContaining([detail]) },
    applied,
  ]);
  expect((await client.pull()).rows.filter(({ kind }) => kind === 'refusal')).toHaveLength(1);
});

test('half a character becomes the replacement character', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  await client.mutate('case.open', { ...openArgs(caseId), subject: 'cut \ud83d here' });
  expect((await client.pull()).rows.find(({ id }) => id === caseId)?.doc).toMatchObject({
    subject: 'cut \ufffd here',
  });
});

test('a clock that runs ahead is brought back to the moment of receipt; what it claimed is kept', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  const claimed = later(company.clock.now, hours(5));
  await client.mutate('case.open', openArgs(caseId), { at: claimed });
  const event = (await client.pull()).rows.find(({ kind }) => kind === 'event');
  expect(event?.doc).toMatchObject({ at: company.clock.now, claimedAt: claimed });
  const past = toInstant(company.clock.now - hours(5));
  await client.mutate('case.note', { caseId, text: 'late' }, { at: past });
  expect((await client.pull()).rows.filter(({ kind }) => kind === 'event').at(-1)?.doc).toMatchObject({
    at: company.clock.now,
    claimedAt: past,
  });
});

test('a mutator this server does not know stops that push alone', async () => {
  const company = await aSyncSpace();
  const [old, young] = [aClient(company, agent), aClient(company, colleague)];
  const [fine, unknown, newer] = await Promise.allSettled([
    old.mutate('case.open', openArgs(randomUUID())),
    young.mutate('case.foresee', {}),
    young.mutate('case.note', { caseId: randomUUID(), text: 'hm' }, { v: 2, mid: 1 }),
  ]);
  expect(fine).toMatchObject({ status: 'fulfilled', value: { kind: 'done' } });
  expect(unknown).toMatchObject({ status: 'rejected', reason: { kind: 'mutator-unknown' } });
  expect(newer).toMatchObject({ status: 'rejected', reason: { kind: 'mutator-unknown' } });
  expect((await young.pull()).end.lastMid).toBe(0);
});

test.each(['test.fail', 'test.peek', 'test.wander'])(
  '%s is refused as internal and the rest of the group is done',
  async (name) => {
    const company = await aSyncSpace(withTestMutators);
    const client = aClient(company, agent);
    const caseId = randomUUID();
    const response = await client.push([
      client.mutation('case.open', openArgs(caseId)),
      client.mutation(name, {}),
      client.mutation('case.note', { caseId, text: 'after it' }),
    ]);
    expect(outcomesOf(response)).toEqual([applied, refusedAs('internal'), applied]);
    expect(company.bugs).toHaveLength(1);
  },
);
