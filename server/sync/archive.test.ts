/** Cases that ended long ago: who still finds them, and what brings them back. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { archiveClosed } from '#server/jobs/archive.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { type Instant, toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import {
  archivedCaseSchema,
  archiveEndSchema,
  archiveFoundLimit,
  pullRowSchema,
} from '#shared/protocol/messages.ts';
import { aCustomer, aPerson, later } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, type SyncSpace, syncPeople } from '#test/support/sync-space.ts';
import { applied, outcomesOf, refusedAs } from '#test/support/test-mutators.ts';
import type { Store } from './ports.ts';

const { agent, colleague, outsider } = syncPeople;
const dayMs = 86_400_000;
const afterMs = 90 * dayMs;

async function docOf({ store, space }: SyncSpace, caseId: string) {
  const [row] = await store.look(space, (moment) => moment.gather([caseId]));
  return supportCaseSchema.parse(JSON.parse(must(row, 'a case').doc));
}

/** Opened, written to, and ended at the moment it is there. */
async function anEndedCase(company: SyncSpace, parts: object = {}): Promise<string> {
  const caseId = randomUUID();
  const client = aClient(company, agent);
  await client.mutate('case.open', { ...openArgs(caseId), ...parts });
  await client.mutate('case.note', { caseId, text: 'Called back.' });
  const doc = await docOf(company, caseId);
  const position = { ...doc.position, tokens: [], endedAt: company.clock.now };
  await company.sync.writeRows(company.space, [
    { kind: 'case', id: doc.id, doc: { ...doc, position, assigneeId: agent.id } },
  ]);
  return caseId;
}

const archive = (company: SyncSpace, now: Instant) =>
  archiveClosed({ ...company, afterMs }, company.space, now);

async function read({ sync, space }: SyncSpace, person: Person, query: { case: string } | { name: string }) {
  const lines = await sync.archive({ space, person: person.id }, query);
  const parsed = lines.map((line): unknown => JSON.parse(line));
  archiveEndSchema.parse(parsed.at(-1));
  return parsed.slice(0, -1).map((line) => pullRowSchema.parse(line).kind);
}

/** The subjects of what these words find, and whether there is more. */
async function found({ sync, space }: SyncSpace, person: Person, words: string) {
  const lines = (await sync.archive({ space, person: person.id }, { words })).map((line): unknown =>
    JSON.parse(line),
  );
  const cases = lines.slice(0, -1).map((line) => archivedCaseSchema.parse(line));
  return { cases, hasMore: archiveEndSchema.parse(lines.at(-1)).hasMore };
}

/** As a newer build might write it. */
async function spoil({ store, space }: SyncSpace, id: string, parts: object = { subject: 7 }): Promise<void> {
  await store.locked(space, async (locked) => {
    const rows = (await locked.gather([id])).map(({ scopes: _scopes, left: _left, doc, ...row }) => ({
      ...row,
      doc: JSON.stringify({ ...JSON.parse(doc), ...parts }),
    }));
    const { ver, nextNumber } = locked.head;
    await locked.commit({ ver, nextNumber, rows, feeds: [], moves: [], sums: [], done: [], clients: [] });
  });
}

const heldBy = async (company: SyncSpace, person: Person, caseId: string) =>
  (await aClient(company, person).pull()).rows
    .filter(({ id, parent }) => id === caseId || parent === caseId)
    .map(({ kind }) => kind);

test('a case that ended goes to the archive after its time and not before, with its history', async () => {
  const company = await aSyncSpace();
  const caseId = await anEndedCase(company);
  const watching = aClient(company, colleague);
  const before = await watching.pull();
  await archive(company, later(company.clock.now, afterMs));
  expect(await heldBy(company, agent, caseId)).toEqual(['event', 'event', 'case']);
  await archive(company, later(company.clock.now, afterMs + 1));
  expect(await heldBy(company, agent, caseId)).toEqual([]);
  const left = (await watching.pull(before.end)).rows;
  expect(left.every(({ gone }) => gone)).toBe(true);
  expect(left.map(({ kind }) => kind).sort()).toEqual(['case', 'event', 'event']);
});

test('what this build cannot read stays, and holds up no other', async () => {
  const company = await aSyncSpace();
  const strange = await anEndedCase(company);
  const caseId = await anEndedCase(company);
  const writeRows: SyncSpace['sync']['writeRows'] = async (space, writes) => {
    await spoil(company, strange);
    await company.sync.writeRows(space, writes);
  };
  const now = later(company.clock.now, 2 * afterMs);
  await archiveClosed({ store: company.store, sync: { writeRows }, afterMs }, company.space, now);
  expect(await heldBy(company, agent, caseId)).toEqual([]);
  expect(await heldBy(company, agent, strange)).toHaveLength(3);
});

test('an open case stays, however old', async () => {
  const company = await aSyncSpace();
  const caseId = randomUUID();
  await aClient(company, agent).mutate('case.open', openArgs(caseId));
  await archive(company, later(company.clock.now, 10 * afterMs));
  expect(await heldBy(company, agent, caseId)).toEqual(['case', 'event']);
});

test('many cases go in several steps, and each once; between them there is time for others', async () => {
  const company = await aSyncSpace();
  for (let n = 0; n < 30; n += 1) await anEndedCase(company);
  const now = later(company.clock.now, 2 * afterMs);
  const leftAtPause: number[] = [];
  const pause = async () => {
    const { rows } = await aClient(company, agent).pull();
    leftAtPause.push(rows.filter(({ kind }) => kind === 'case').length);
  };
  await archiveClosed({ ...company, afterMs, pause }, company.space, now);
  expect(leftAtPause).toEqual([5]);
  const { head } = (await aClient(company, agent).pull()).end;
  await archive(company, now);
  const { rows, end } = await aClient(company, agent).pull();
  expect(rows.filter(({ kind }) => kind === 'case')).toEqual([]);
  expect(end.head).toBe(head);
});

test('who may read the cases of its team finds it by id, number and code; nobody else learns that it is there', async () => {
  const company = await aSyncSpace();
  const caseId = await anEndedCase(company);
  await archive(company, later(company.clock.now, 2 * afterMs));
  const { number, localCode } = await docOf(company, caseId);
  for (const query of [{ case: caseId }, { name: String(number) }, { name: localCode }]) {
    expect(await read(company, colleague, query)).toEqual(['event', 'event', 'case']);
    expect(await read(company, outsider, query)).toEqual([]);
  }
  expect(await read(company, agent, { case: randomUUID() })).toEqual([]);
  expect(await read(company, agent, { name: '999' })).toEqual([]);
});

test('whatever is written to it brings it back to everybody, history and all', async () => {
  const company = await aSyncSpace();
  const caseId = await anEndedCase(company);
  await archive(company, later(company.clock.now, 2 * afterMs));
  const refused = await aClient(company, outsider).mutate('case.note', { caseId, text: 'not ours' });
  expect(outcomesOf(refused)).toEqual([refusedAs('not-found')]);
  const answer = await aClient(company, colleague).mutate('case.note', {
    caseId,
    text: 'They called again.',
  });
  expect(outcomesOf(answer)).toEqual([applied]);
  expect(new Set(await heldBy(company, agent, caseId))).toEqual(new Set(['case', 'event']));
  expect(await heldBy(company, agent, caseId)).toHaveLength(4);
  expect((await docOf(company, caseId)).archivedAt).toBeNull();
});

test('what somebody writes while it is being archived keeps it where it is, and so does a pin', async () => {
  for (const [name, args, rows] of [
    ['case.note', { text: 'They called again.' }, 4],
    ['case.pin', {}, 3],
  ] as const) {
    const company = await aSyncSpace();
    const caseId = await anEndedCase(company);
    const now = later(company.clock.now, 2 * afterMs);
    company.clock.now = toInstant(now - dayMs);
    const writeRows: SyncSpace['sync']['writeRows'] = async (space, writes) => {
      await aClient(company, colleague).mutate(name, { caseId, ...args });
      await company.sync.writeRows(space, writes);
    };
    await archiveClosed({ store: company.store, sync: { writeRows }, afterMs }, company.space, now);
    expect([name, (await heldBy(company, agent, caseId)).length]).toEqual([name, rows]);
  }
});

test('what is committed together with its archiving counts as well', async () => {
  for (const [name, args, rows] of [
    ['case.note', { text: 'They called again.' }, 4],
    ['case.pin', {}, 3],
  ] as const) {
    const company = await aSyncSpace();
    const caseId = await anEndedCase(company);
    const now = later(company.clock.now, 2 * afterMs);
    company.clock.now = toInstant(now - dayMs);
    const pushes: Promise<unknown>[] = [];
    const writeRows: SyncSpace['sync']['writeRows'] = async (space, writes) => {
      // While the first is committed the others queue: they are one group.
      pushes.push(
        aClient(company, agent).push([]),
        aClient(company, colleague).mutate(name, { caseId, ...args }),
      );
      await company.sync.writeRows(space, writes);
    };
    await archiveClosed({ store: company.store, sync: { writeRows }, afterMs }, company.space, now);
    await Promise.all(pushes);
    expect([name, (await heldBy(company, agent, caseId)).length]).toEqual([name, rows]);
  }
});

test('a pin brings a case back from the archive, and keeps it there until it is taken off', async () => {
  const company = await aSyncSpace();
  const caseId = await anEndedCase(company);
  const now = later(company.clock.now, 2 * afterMs);
  await archive(company, now);
  const client = aClient(company, colleague);
  expect(outcomesOf(await client.mutate('case.pin', { caseId }))).toEqual([applied]);
  expect(await heldBy(company, agent, caseId)).toHaveLength(3);
  await archive(company, now);
  expect(await heldBy(company, agent, caseId)).toHaveLength(3);
  const pin = (await client.pull()).rows.find(({ kind }) => kind === 'pin');
  await client.mutate('case.unpin', { pinId: must(pin, 'the pin').id });
  await archive(company, now);
  expect(await heldBy(company, agent, caseId)).toEqual([]);
});

test('words find it for who may read the cases of its team, with what its customer is called now', async () => {
  const company = await aSyncSpace();
  const caseId = await anEndedCase(company, { subject: 'Impressora não imprime' });
  await archive(company, later(company.clock.now, 2 * afterMs));
  const customer = { ...aCustomer(), name: 'Inês Prado' };
  await company.sync.writeRows(company.space, [{ kind: 'customer', id: customer.id, doc: customer }]);
  const { number, localCode } = await docOf(company, caseId);
  expect(await found(company, colleague, 'prado nao impress')).toEqual({
    cases: [
      {
        ...{ id: caseId, number, localCode, subject: 'Impressora não imprime' },
        ...{ customer: 'Inês Prado', endedAt: company.clock.now },
      },
    ],
    hasMore: false,
  });
  expect(await found(company, colleague, 'prado scanner')).toEqual({ cases: [], hasMore: false });
});

test('a case or customer this build cannot read spoils nothing of what is found', async () => {
  const company = await aSyncSpace();
  const [known, strange] = [
    await anEndedCase(company, { subject: 'Impressora' }),
    await anEndedCase(company, { subject: 'Impressora' }),
  ];
  await archive(company, later(company.clock.now, 2 * afterMs));
  // As PostgreSQL finds them, by words that were read before.
  const look: Store['look'] = (space, work) =>
    company.store.look(space, (moment) =>
      work({ ...moment, searchArchive: () => moment.gather([strange, known]) }),
    );
  await spoil(company, strange);
  const restarted = await aSyncSpace({ ...company, store: { ...company.store, look } });
  await spoil(company, aCustomer().id, { name: 7 });
  const { cases } = await found(restarted, agent, 'impressora');
  expect(cases).toMatchObject([{ id: known, customer: '' }]);
});

test('nobody learns by words that there is a case of another team, nor that there would be more', async () => {
  const company = await aSyncSpace();
  for (let n = 0; n <= archiveFoundLimit; n += 1) await anEndedCase(company, { subject: 'Impressora' });
  await archive(company, later(company.clock.now, 2 * afterMs));
  for (const stranger of [outsider, aPerson({ name: 'Nobody here' })])
    expect(await found(company, stranger, 'impressora')).toEqual({ cases: [], hasMore: false });
  const { cases, hasMore } = await found(company, colleague, 'impressora');
  expect([cases.length, hasMore]).toEqual([archiveFoundLimit, true]);
});

test('field staff find what was theirs, and no other case of their team', async () => {
  const company = await aSyncSpace();
  const rui = aPerson({ name: 'Rui Campos', roles: ['agent', 'field'] });
  await company.sync.writeRows(company.space, [{ kind: 'person', id: rui.id, doc: rui }]);
  const [his] = [
    await anEndedCase(company, { subject: 'Impressora' }),
    await anEndedCase(company, { subject: 'Impressora' }),
  ];
  const doc = await docOf(company, his);
  await company.sync.writeRows(company.space, [
    { kind: 'case', id: doc.id, doc: { ...doc, assigneeId: rui.id } },
  ]);
  await archive(company, later(company.clock.now, 2 * afterMs));
  expect((await found(company, rui, 'impressora')).cases.map(({ id }) => id)).toEqual([his]);
});
