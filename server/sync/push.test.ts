import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { defineMutator, refused } from '#shared/mutations/mutator.ts';
import type { PushResponse } from '#shared/protocol/messages.ts';
import { aTeam, hours, later } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, otherTeam, syncPeople } from '#test/support/sync-space.ts';

const { agent, colleague, outsider, both } = syncPeople;

/** Puts a case into another team. */
const move = defineMutator({
  name: 'test.move',
  version: 1,
  args: z.object({ caseId: z.uuid(), teamId: z.uuid() }),
  needs: ({ caseId }) => [{ kind: 'case', id: caseId }],
  run: (rows, { caseId, teamId }) => {
    const doc = rows.find('case', caseId);
    if (doc === undefined) return refused('not-found');
    const moved = { ...doc, teamId: teamId as SupportCase['teamId'] };
    return { kind: 'done', writes: [{ kind: 'case', id: caseId, doc: moved }], events: [] };
  },
});
const fails = defineMutator({
  name: 'test.fail',
  version: 1,
  args: z.object({}),
  needs: () => [],
  run: () => {
    throw new Error('a bug of ours');
  },
});
const peeks = defineMutator({
  name: 'test.peek',
  version: 1,
  args: z.object({}),
  needs: () => [],
  run: (rows) => {
    rows.find('team', aTeam().id);
    return refused('nothing-changed');
  },
});
const wanders = defineMutator({
  name: 'test.wander',
  version: 1,
  args: z.object({}),
  needs: () => [{ kind: 'case', id: randomUUID() }],
  run: () => refused('nothing-changed'),
});

const withTestMutators = { mutators: [move, fails, peeks, wanders] };

function outcomesOf(response: PushResponse) {
  return response.kind === 'done' ? response.outcomes.map(({ outcome }) => outcome) : response;
}
const applied = { kind: 'applied' };
const refusedAs = (code: string) => ({ kind: 'refused', code, details: expect.anything() });

describe('order and identity', () => {
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
});

describe('permission', () => {
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
});

describe('arguments', () => {
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
});

describe('bugs of ours', () => {
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
});
