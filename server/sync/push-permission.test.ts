import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aTeam } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, otherTeam, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf, refusedAs, withTestMutators } from '#test/support/test-mutators.ts';

const { agent, colleague, outsider, both } = syncPeople;

test('a case of another team is not found, and told from a missing one by nothing', async () => {
  const company = await aSyncSpace();
  const caseId = randomUUID();
  await aClient(company, agent).mutate('case.open', openArgs(caseId));
  const stranger = aClient(company, outsider);
  const [hidden] = [outcomesOf(await stranger.mutate('case.note', { caseId, text: 'hm' }))];
  expect(hidden).toEqual(
    outcomesOf(await stranger.mutate('case.note', { caseId: randomUUID(), text: 'hm' })),
  );
  expect(hidden).toEqual([refusedAs('not-found')]);
});

test('a row cannot be written over by knowing its id', async () => {
  const company = await aSyncSpace();
  const caseId = randomUUID();
  await aClient(company, agent).mutate('case.open', openArgs(caseId));
  const taken = openArgs(caseId, { teamId: otherTeam.id, subject: 'Mine now' });
  expect(outcomesOf(await aClient(company, outsider).mutate('case.open', taken))).toEqual([
    refusedAs('not-allowed'),
  ]);
  const loud = openArgs(caseId.toUpperCase(), { teamId: otherTeam.id, subject: 'Mine now' });
  const spelled = outcomesOf(await aClient(company, outsider).mutate('case.open', loud));
  expect(spelled).toEqual([{ kind: 'refused', code: 'fault', details: expect.anything() }]);
  const disguised = openArgs(agent.id, { subject: 'A case with the id of a person' });
  expect(outcomesOf(await aClient(company, colleague).mutate('case.open', disguised))).toEqual([
    refusedAs('not-allowed'),
  ]);
  const { rows } = await aClient(company, agent).pull();
  expect(rows.find(({ id }) => id === caseId)?.doc).toMatchObject({ subject: openArgs(caseId).subject });
  expect(rows.find(({ id }) => id === agent.id)?.kind).toBe('person');
});

test('whoever was disabled, or is not of the company, is refused everything', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  await company.sync.writeRows(company.space, [
    { kind: 'person', id: agent.id, doc: { ...agent, isDisabled: true } },
  ]);
  expect(outcomesOf(await client.mutate('case.open', openArgs(randomUUID())))).toEqual([
    refusedAs('not-allowed'),
  ]);
  expect((await client.pull()).end.scopes).toEqual([]);
  const nobody = aClient(company, { ...agent, id: randomUUID() as typeof agent.id });
  expect(outcomesOf(await nobody.mutate('case.open', openArgs(randomUUID())))).toEqual([
    refusedAs('not-allowed'),
  ]);
});

test('a case that left still takes notes and messages from whoever held it, and nothing else', async () => {
  const company = await aSyncSpace(withTestMutators);
  const client = aClient(company, agent);
  const caseId = randomUUID();
  await client.mutate('case.open', openArgs(caseId));
  await aClient(company, both).mutate('test.move', { caseId, teamId: otherTeam.id });
  expect(outcomesOf(await client.mutate('case.note', { caseId, text: 'written before I knew' }))).toEqual([
    applied,
  ]);
  expect(
    outcomesOf(await client.mutate('case.writeMessage', { caseId, from: 'agent', text: 'so was this' })),
  ).toEqual([applied]);
  expect(outcomesOf(await client.mutate('test.move', { caseId, teamId: aTeam().id }))).toEqual([
    refusedAs('not-allowed'),
  ]);
  const held = (await aClient(company, outsider).pull()).rows.filter(({ parent }) => parent === caseId);
  expect(held).toHaveLength(3);
});

test('a withdrawn grant refuses even a note, its text kept for its author alone', async () => {
  const company = await aSyncSpace();
  const client = aClient(company, agent);
  const caseId = randomUUID();
  await client.mutate('case.open', openArgs(caseId));
  await company.sync.writeRows(company.space, [
    { kind: 'person', id: agent.id, doc: { ...agent, teamIds: [] } },
  ]);
  expect(outcomesOf(await client.mutate('case.note', { caseId, text: 'my words' }))).toEqual([
    refusedAs('not-found'),
  ]);
  const refusals = (await client.pull()).rows.filter(({ kind }) => kind === 'refusal');
  expect(refusals.map(({ doc }) => doc)).toMatchObject([
    { name: 'case.note', caseId, args: { text: 'my words' }, settledAt: null },
  ]);
  expect((await aClient(company, both).pull()).rows.some(({ kind }) => kind === 'refusal')).toBe(false);
});
