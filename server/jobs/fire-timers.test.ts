/** The clock of the server: what is due happens, once, whatever else goes on. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { caseEventSchema } from '#shared/domain/case/case-event.ts';
import { foldPosition } from '#shared/domain/case/history.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import { type FlowVersion, flowVersionSchema } from '#shared/domain/flow/flow-version.ts';
import { systemId } from '#shared/domain/people/system.ts';
import { must } from '#shared/lib/must.ts';
import { aFlow, boundary, caught, end, start, step, thrown, timer } from '#test/support/a-flow.ts';
import { later } from '#test/support/builders.ts';
import { aClient, aSyncSpace, openArgs, type SyncSpace, syncPeople } from '#test/support/sync-space.ts';
import { fireDue } from './fire-timers.ts';

const hourMs = 3_600_000;
const everyTwentyMinutes = { kind: 'timer', timer: { kind: 'cycle', value: 'R2/PT20M' } };

/** Over before any case began. */
const longAgo = { kind: 'timer', timer: { kind: 'date', value: '2020-01-01T00:00:00Z' } };

/** A step that takes an hour at most, and of which somebody is reminded twice, every twenty minutes. */
const timed = aVersion(
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
);

function aVersion(...flow: Parameters<typeof aFlow>): FlowVersion {
  return flowVersionSchema.parse({ ...aFlow(...flow), id: randomUUID(), flowId: randomUUID() });
}

type TimedCase = SyncSpace & { readonly caseId: string; readonly timerBugs: unknown[] };

async function aTimedCase(version = timed): Promise<TimedCase> {
  const company = await aSyncSpace();
  const caseId = await openCaseOf(company, version);
  return { ...company, caseId, timerBugs: [] };
}

async function openCaseOf(company: SyncSpace, version: FlowVersion): Promise<string> {
  const { id, flowId, name } = version;
  await company.sync.writeRows(company.space, [
    { kind: 'flow-version', id, doc: version },
    { kind: 'flow', id: flowId, doc: { id: flowId, name, currentVersionId: id } },
  ]);
  const caseId = randomUUID();
  await aClient(company, syncPeople.agent).mutate('case.open', { ...openArgs(caseId), flowId });
  return caseId;
}

/** What cannot happen is kept in `timerBugs`. */
const fireAfter = (company: TimedCase, ms: number) =>
  fireDue(
    { ...company, onBug: ({ caseId }, error) => company.timerBugs.push({ caseId, error }) },
    company.space,
    later(company.clock.now, ms),
  );

async function read({ store, space, caseId }: Pick<TimedCase, 'store' | 'space' | 'caseId'>) {
  const rows = await store.look(space, (moment) => moment.familyOf(caseId));
  const docs = rows.map(({ line }) => JSON.parse(line));
  const supportCase = supportCaseSchema.parse(
    must(
      docs.find(({ kind }) => kind === 'case'),
      'a case',
    ).doc,
  );
  const events = docs.filter(({ kind }) => kind === 'event').map(({ doc }) => caseEventSchema.parse(doc));
  const fired = events.filter(({ happening }) => happening.kind === 'timer-fired');
  return { supportCase, events, fired };
}

/** What the case stands at is done. */
async function complete(company: TimedCase, outcome: string): Promise<void> {
  const { position } = (await read(company)).supportCase;
  const { id: tokenId, elementId, attempt } = must(position.tokens[0], 'a token');
  await aClient(company, syncPeople.agent).mutate('case.completeStep', {
    ...{ caseId: company.caseId, tokenId, elementId, attempt },
    ...{ outcome, form: {}, checked: [] },
  });
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
  await complete(company, 'work-done');
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
  await fireAfter(company, hourMs);
  expect((await read(company)).fired).toHaveLength(3);
});

test('a case whose timer fails stays as it is, is told of, and holds no other up', async () => {
  const company = await aTimedCase();
  const failing = aVersion(
    [
      start(),
      step('work'),
      boundary('soon', 'work', timer('PT1M')),
      thrown('tell', { kind: 'message', messageId: 'of no version' }),
      end('told'),
    ],
    ['start-work', 'soon-tell', 'tell-told'],
  );
  const caseId = await openCaseOf(company, failing);
  const before = await read({ ...company, caseId });
  await fireAfter(company, hourMs);
  expect(await read({ ...company, caseId })).toEqual(before);
  expect(company.timerBugs).toMatchObject([
    { caseId, error: { message: expect.stringContaining('of no version') } },
  ]);
  expect((await read(company)).fired).toHaveLength(3);
});

test('a date that is over is over in every pass, and each time stays in the history', async () => {
  const company = await aTimedCase(
    aVersion(
      [start(), step('A'), boundary('over', 'A', longAgo), step('B'), end()],
      ['start-A', 'A-end', 'over-B', 'B-A'],
    ),
  );
  await fireAfter(company, 0);
  await complete(company, 'B-A');
  await fireAfter(company, 0);
  const { supportCase, events, fired } = await read(company);
  expect(fired).toHaveLength(2);
  expect(placesOf(supportCase)).toEqual(['B']);
  expect(foldPosition(events)).toEqual(supportCase.position);
});

test('dates that lead round without people leave nothing in the history, and are told of', async () => {
  const company = await aTimedCase(
    aVersion(
      [start(), caught('one', longAgo), caught('other', longAgo), end()],
      ['start-one', 'one-other', 'other-one'],
      { reopensAt: 'one' },
    ),
  );
  const before = await read(company);
  await fireAfter(company, 0);
  expect(await read(company)).toEqual(before);
  expect(company.timerBugs).toMatchObject([{ caseId: company.caseId }]);
});
