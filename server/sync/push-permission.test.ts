import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { must } from '#shared/lib/must.ts';
import { aFile, aTeam } from '#test/support/builders.ts';
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

test('a case that left still takes notes, messages and files from whoever held it, and nothing else', async () => {
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
  expect(outcomesOf(await client.mutate('case.attach', { caseId, files: [aFile()] }))).toEqual([applied]);
  expect(outcomesOf(await client.mutate('test.move', { caseId, teamId: aTeam().id }))).toEqual([
    refusedAs('not-allowed'),
  ]);
  const held = (await aClient(company, outsider).pull()).rows.filter(({ parent }) => parent === caseId);
  expect(held.map(({ kind }) => kind).sort()).toEqual(['attachment', ...Array(4).fill('event')]);
});

test('a step finished before its case left arrives late, a step that would still move it is refused', async () => {
  const company = await aSyncSpace(withTestMutators);
  const client = aClient(company, agent);
  const caseId = randomUUID();
  await client.mutate('case.open', openArgs(caseId));
  const opened = must(
    (await client.pull()).rows.find(({ id }) => id === caseId),
    'the case',
  );
  const { position } = supportCaseSchema.parse(opened.doc);
  const { id: tokenId, elementId, attempt } = must(position.tokens[0], 'its token');
  const step = { caseId, tokenId, elementId, attempt, outcome: 'G1-yes', form: { category: 'billing' } };
  const done = { ...step, checked: ['read-whole', 'no-duplicate'] };
  const base = { [caseId]: { position } };
  await aClient(company, both).mutate('test.move', { caseId, teamId: otherTeam.id });
  expect(outcomesOf(await client.mutate('case.completeStep', done, { base }))).toEqual([
    refusedAs('not-allowed'),
  ]);
  await aClient(company, outsider).mutate('case.completeStep', done, { base });
  expect(outcomesOf(await client.mutate('case.completeStep', done, { base }))).toEqual([
    { kind: 'applied', merged: true },
  ]);
  const { rows } = await aClient(company, outsider).pull();
  expect(rows.find(({ id }) => id === caseId)?.doc).toMatchObject({ lateIds: [expect.anything()] });
});

test('notes and messages are taken wherever the case went: on, to its end, to another team', async () => {
  const company = await aSyncSpace(withTestMutators);
  const author = aClient(company, agent);
  const caseId = randomUUID();
  await author.mutate('case.open', openArgs(caseId));
  const write = async (text: string) => {
    const note = outcomesOf(await author.mutate('case.note', { caseId, text }));
    const message = outcomesOf(await author.mutate('case.writeMessage', { caseId, from: 'agent', text }));
    expect([note, message]).toEqual([[applied], [applied]]);
  };
  for (const [outcome, form, checked] of [
    ['G1-yes', { category: 'billing' }, ['read-whole', 'no-duplicate']],
    ['G2-base', {}, ['customer-words', 'by-category']],
    ['S4-M3', { solution: 'so' }, ['answers-request']],
  ] as const) {
    const doc = (await author.pull()).rows.find(({ id }) => id === caseId)?.doc;
    const {
      id: tokenId,
      elementId,
      attempt,
    } = must(supportCaseSchema.parse(doc).position.tokens[0], 'its token');
    const step = { caseId, tokenId, elementId, attempt, outcome, form, checked };
    const colleagues = outcomesOf(await aClient(company, colleague).mutate('case.completeStep', step));
    expect(colleagues).toEqual([applied]);
    await write(`after ${outcome}`);
  }
  await aClient(company, both).mutate('test.move', { caseId, teamId: otherTeam.id });
  await write('after it left');
  const { rows } = await aClient(company, outsider).pull();
  expect(JSON.stringify(rows).match(/after it left/g)).toHaveLength(2);
  expect((await author.pull()).rows.some(({ kind }) => kind === 'refusal')).toBe(false);
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
