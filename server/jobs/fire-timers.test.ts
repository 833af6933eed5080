/** The clock of the server: what is due happens, once, whatever else goes on. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { caseEventSchema } from '#shared/domain/case/case-event.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { flowVersionSchema } from '#shared/domain/flow/flow-version.ts';
import { systemId } from '#shared/domain/people/system.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, boundary, end, start, step, timer } from '#test/support/a-flow.ts';
import { later } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, type SyncSpace, syncPeople } from '#test/support/sync-space.ts';
import { fireDue } from './fire-timers.ts';

const hourMs = 3_600_000;
const everyTwentyMinutes = { kind: 'timer', timer: { kind: 'cycle', value: 'R2/PT20M' } };

/** A step that takes an hour at most, and of which somebody is reminded twice, every twenty minutes. */
const timed = flowVersionSchema.parse({
  ...aFlow(
    [
      start('S'),
      step('work'),
      boundary('hour', 'work', timer('PT1H')),
      boundary('remind', 'work', everyTwentyMinutes, false),
      end('reminded'),
      step('late'),
      end('done'),
    ],
    ['S-work', 'work-done', 'hour-late', 'remind-reminded', 'late-done'],
  ),
  id: randomUUID(),
  flowId: randomUUID(),
});

async function aTimedCase(): Promise<SyncSpace & { readonly caseId: string }> {
  const company = await aSyncSpace();
  await company.sync.writeRows(company.space, [
    { kind: 'flow-version', id: timed.id, doc: timed },
    {
      kind: 'flow',
      id: timed.flowId,
      doc: { id: timed.flowId, name: timed.name, currentVersionId: timed.id },
    },
  ]);
  const caseId = randomUUID();
  await aClient(company, syncPeople.agent).mutate('case.open', { ...openArgs(caseId), flowId: timed.flowId });
  return { ...company, caseId };
}

const fireAfter = (company: SyncSpace, ms: number) =>
  fireDue(company, company.space, later(company.clock.now, ms));

async function read({ store, space, caseId }: SyncSpace & { readonly caseId: string }) {
  const rows = await store.look(space, (moment) => moment.familyOf(caseId));
  const docs = rows.map(({ line }) => JSON.parse(line));
  const supportCase = supportCaseSchema.parse(
    must(
      docs.find(({ kind }) => kind === 'case'),
      'a case',
    ).doc,
  );
  const fired = docs
    .filter(({ kind }) => kind === 'event')
    .map(({ doc }) => caseEventSchema.parse(doc))
    .filter(({ happening }) => happening.kind === 'timer-fired');
  return { supportCase, fired };
}

const placesOf = ({
  position,
}: {
  readonly position: { readonly tokens: readonly { elementId: string }[] };
}) => position.tokens.map(({ elementId }) => elementId);

test('a timer happens when it is due and not before, and the clock did it', async () => {
  const company = await aTimedCase();
  await fireAfter(company, 20 * 60_000 - 1);
  expect((await read(company)).fired).toEqual([]);
  await fireAfter(company, 20 * 60_000);
  const { supportCase, fired } = await read(company);
  expect(fired.map(({ by, happening }) => [by, 'elementId' in happening && happening.elementId])).toEqual([
    [systemId, 'remind'],
  ]);
  expect(placesOf(supportCase)).toEqual(['work']);
});

test('a server that was down catches up, the earliest first, and what stops the others stops them', async () => {
  const company = await aTimedCase();
  await fireAfter(company, 5 * hourMs);
  const { supportCase, fired } = await read(company);
  expect(fired.map(({ happening }) => 'elementId' in happening && happening.elementId)).toEqual([
    'remind',
    'remind',
    'hour',
  ]);
  expect(placesOf(supportCase)).toEqual(['late']);
  expect(supportCase.position.timers ?? []).toEqual([]);
});

test('nothing happens twice, whoever fires it', async () => {
  const company = await aTimedCase();
  await Promise.all([1, 2, 3].map(() => fireAfter(company, hourMs)));
  const { fired } = await read(company);
  expect(new Set(fired.map(({ id }) => id)).size).toBe(fired.length);
  expect(fired).toHaveLength(3);
});

test('work that was done in time is not overtaken', async () => {
  const company = await aTimedCase();
  const before = await read(company);
  const token = must(before.supportCase.position.tokens[0], 'a token');
  await aClient(company, syncPeople.agent).mutate('case.completeStep', {
    ...{ caseId: company.caseId, tokenId: token.id, elementId: 'work', attempt: 1 },
    ...{ outcome: 'work-done', form: {}, checked: [] },
  });
  await fireAfter(company, 5 * hourMs);
  const after = await read(company);
  expect(after.fired).toEqual([]);
  expect(after.supportCase.position.endedAt).not.toBeNull();
});

test('a case this build cannot read holds no other up', async () => {
  const company = await aTimedCase();
  const { store, space } = company;
  await store.locked(space, async (locked) => {
    const [row] = await locked.gather([company.caseId]);
    const strange = { ...must(row, 'a row'), id: randomUUID(), parent: null };
    const doc = JSON.stringify({ ...JSON.parse(strange.doc), id: strange.id, subject: 7 });
    const { ver, nextNumber } = locked.head;
    const rows = [{ id: strange.id, kind: 'case', parent: null, ver, doc }];
    await locked.commit({ ver, nextNumber, rows, feeds: [], moves: [], sums: [], done: [], clients: [] });
  });
  await fireDue(company, space, toInstant(company.clock.now + hourMs));
  expect((await read(company)).fired).toHaveLength(3);
});
