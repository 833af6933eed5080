/** Snapshots that a pull begins with, and that what they tell together is what a pull alone would have told. */
import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archiveClosed } from '#server/jobs/archive.ts';
import { supportCaseSchema } from '#shared/domain/case/support-case.ts';
import type { Person } from '#shared/domain/people/person.ts';
import { must } from '#shared/lib/must.ts';
import {
  type NamedSnapshot,
  type PullQuery,
  type PullRow,
  pullRowSchema,
} from '#shared/protocol/messages.ts';
import { personScope, referenceScope, teamScope } from '#shared/protocol/scopes.ts';
import { aTeam, later } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { livedThrough, stepArbitrary } from '#test/support/sync-life.ts';
import {
  aClient,
  aSyncSpace,
  openArgs,
  type Pulled,
  parsePull,
  type SyncSpace,
  type SyncSpaceOptions,
  syncPeople,
} from '#test/support/sync-space.ts';
import { withTestMutators } from '#test/support/test-mutators.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './ports.ts';
import { snapshotsKeptMs } from './snapshots.ts';

const { agent, colleague, outsider, both } = syncPeople;
const hourMs = 3_600_000;
/** Everything of a few rows is large. */
const snapshots = { rowsAtOnce: 6, pageRows: 3, rowsBehind: 1_000 };
const team = teamScope(aTeam().id);

async function aCompany(options: SyncSpaceOptions = {}): Promise<SyncSpace> {
  const company = await aSyncSpace({ ...withTestMutators, snapshots, ...options });
  for (let n = 0; n < 2; n++) await aClient(company, agent).mutate('case.open', openArgs(randomUUID()));
  return company;
}

async function pull({ sync, space }: SyncSpace, person: Person, since: Partial<PullQuery> = {}) {
  const query = { client: randomUUID(), settled: 0, cursors: '', ...since };
  return parsePull(await sync.pull({ space, person: person.id }, query));
}

/** As a computer asks that can begin with snapshots. */
const begin = (company: SyncSpace, person: Person) => pull(company, person, { snapshots: '1' });

/** From where the snapshots end; the other scopes from their beginning. */
const rest = (company: SyncSpace, person: Person, told: Pulled) => {
  const cursors = namedIn(told).map(({ scope, ver }) => `${scope}:${ver}`);
  return pull(company, person, { term: told.end.term, cursors: cursors.join(',') });
};

function namedIn({ rows, end }: Pulled): readonly NamedSnapshot[] {
  expect(rows).toEqual([]);
  return must(end.snapshots, 'snapshots to begin with');
}

async function page({ sync, space }: SyncSpace, person: Person, scope: string, hash: string) {
  return sync.snapshotPage({ space, person: person.id }, { scope, page: hash });
}

async function rowsOf(company: SyncSpace, person: Person, named: readonly NamedSnapshot[]) {
  const rows: PullRow[] = [];
  for (const { scope, pages } of named)
    for (const { hash, bytes } of pages) {
      const data = must(await page(company, person, scope, hash), 'a page');
      expect(data.length).toBe(bytes);
      const lines = gunzipSync(data).toString().split('\n');
      expect(lines.length).toBeLessThanOrEqual(snapshots.pageRows);
      rows.push(...lines.map((line) => pullRowSchema.parse(JSON.parse(line))));
    }
  return rows;
}

/** What a computer holds that is told these rows: an older version never wins. */
function heldAfter(rows: readonly PullRow[]): ReadonlyMap<string, number> {
  const newest = new Map<string, PullRow>();
  const placeOf = ({ at, ver }: PullRow) => at ?? ver;
  for (const row of rows) {
    const known = newest.get(row.id);
    if (known === undefined || placeOf(row) > placeOf(known)) newest.set(row.id, row);
  }
  return new Map([...newest.values()].filter(({ gone }) => !gone).map(({ id, ver }) => [id, ver]));
}

/** A store that counts how often somebody begins to read a scope. */
function counting(store: Store) {
  const begun = new Map<string, number>();
  const counted: Store = {
    ...store,
    look: (space, work) =>
      store.look(space, (moment) =>
        work({
          ...moment,
          rowsOf: (scope, after, limit) => {
            if (after === null) begun.set(scope, (begun.get(scope) ?? 0) + 1);
            return moment.rowsOf(scope, after, limit);
          },
        }),
      ),
  };
  return { store: counted, begun };
}

function aCountedStore(space: string) {
  const memory = createMemoryStore();
  memory.createSpace({ id: space, name: 'Contábil Serra Azul' });
  return { memory, ...counting(memory) };
}

test('much to begin with is begun with snapshots of what is large; who does not ask for them gets the rows', async () => {
  const company = await aCompany();
  const told = await begin(company, agent);
  expect(told.end).toMatchObject({ fresh: true, restored: true });
  expect(namedIn(told).map(({ scope }) => scope)).toEqual([referenceScope, team]);
  expect(new Set(told.end.scopes)).toEqual(new Set([referenceScope, personScope(agent.id), team]));
  const whole = await pull(company, agent);
  expect(whole.end.snapshots).toBeUndefined();
  expect(new Set(await rowsOf(company, agent, namedIn(told)))).toEqual(new Set(whole.rows));
});

test('little to begin with comes with the pull', async () => {
  const company = await aCompany({ snapshots: { ...snapshots, rowsAtOnce: 1_000 } });
  const told = await begin(company, agent);
  expect(told.end.snapshots).toBeUndefined();
  expect(told.rows).toEqual((await pull(company, agent)).rows);
});

test('rows of snapshots and of the pull after them are what a pull alone tells, whatever happened in between', async () => {
  const steps = fc.array(stepArbitrary, { maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(steps, steps, fc.constantFrom(agent, both), async (before, after, person) => {
      const company = await aSyncSpace({ ...withTestMutators, snapshots });
      await livedThrough(company, before);
      const told = await begin(company, person);
      const begun = await rowsOf(company, person, namedIn(told));
      await livedThrough(company, after);
      const { rows, end } = await rest(company, person, told);
      expect(end.fresh).toBe(false);
      expect(heldAfter([...begun, ...rows])).toEqual(heldAfter((await pull(company, person)).rows));
    }),
    { seed, numRuns: 40 },
  );
});

test('a case archived since leaves with its history', async () => {
  const company = await aCompany();
  const caseId = randomUUID();
  await aClient(company, agent).mutate('case.open', openArgs(caseId));
  const told = await begin(company, agent);
  const begun = await rowsOf(company, agent, namedIn(told));
  const [row] = await company.store.look(company.space, ({ gather }) => gather([caseId]));
  const doc = supportCaseSchema.parse(JSON.parse(must(row, 'a case').doc));
  const position = { ...doc.position, tokens: [], endedAt: company.clock.now };
  await company.sync.writeRows(company.space, [{ kind: 'case', id: doc.id, doc: { ...doc, position } }]);
  await archiveClosed({ ...company, afterMs: hourMs }, company.space, later(company.clock.now, 2 * hourMs));
  const { rows } = await rest(company, agent, told);
  expect(heldAfter(begun).has(caseId)).toBe(true);
  const held = heldAfter([...begun, ...rows]);
  expect(held.has(caseId)).toBe(false);
  expect(held).toEqual(heldAfter((await pull(company, agent)).rows));
});

test('fifty computers set up at once are told of one snapshot, read once', async () => {
  const space = randomUUID();
  const { store, begun } = aCountedStore(space);
  const company = await aCompany({ store, space });
  const told = await Promise.all(Array.from({ length: 50 }, () => begin(company, agent)));
  expect(new Set(told.map((one) => JSON.stringify(namedIn(one)))).size).toBe(1);
  expect([...begun]).toEqual([
    [referenceScope, 1],
    [team, 1],
  ]);
});

test('a snapshot is named for a day, by every process, until too much has happened since', async () => {
  const space = randomUUID();
  const { store, begun } = aCountedStore(space);
  const company = await aCompany({ store, space, snapshots: { ...snapshots, rowsBehind: 1 } });
  const first = namedIn(await begin(company, agent));
  await aClient(company, agent).mutate('case.open', openArgs(randomUUID()));
  const restarted = await aSyncSpace({ ...company, snapshots: { ...snapshots, rowsBehind: 40 } });
  expect(namedIn(await begin(restarted, agent))).toEqual(first);
  expect(namedIn(await begin(company, agent))).not.toEqual(first);
  const second = namedIn(await begin(company, agent));
  expect(namedIn(await begin(company, colleague))).toEqual(second);
  company.clock.now = later(company.clock.now, 24 * hourMs);
  await begin(company, agent);
  expect(begun.get(team)).toBe(3);
});

test('a scope is read again for what happened in it, and not for what happened elsewhere', async () => {
  const space = randomUUID();
  const { store, begun } = aCountedStore(space);
  const company = await aCompany({ store, space, snapshots: { ...snapshots, rowsBehind: 3 } });
  const [reference] = namedIn(await begin(company, agent));
  for (let n = 0; n < 5; n++) await aClient(company, agent).mutate('case.open', openArgs(randomUUID()));
  expect(namedIn(await begin(company, agent))[0]).toEqual(reference);
  expect([...begun]).toEqual([
    [referenceScope, 1],
    [team, 2],
  ]);
});

test('one from before what the server forgot is not begun with', async () => {
  const company = await aCompany();
  const first = await begin(company, agent);
  await aClient(company, agent).mutate('case.open', openArgs(randomUUID()));
  const horizon = first.end.head + 1;
  await company.store.locked(company.space, ({ sweep }) => sweep({ waypoint: null, horizon, doneTo: 0 }));
  const second = await begin(company, agent);
  for (const { ver } of namedIn(second)) expect(ver).toBeGreaterThanOrEqual(horizon);
  // Who was told of it before asks again.
  expect(await rest(company, agent, first)).toMatchObject({ end: { fresh: true, restored: false } });
});

test('one of a history that a restore has ended is not begun with', async () => {
  const space = randomUUID();
  const { memory, store } = aCountedStore(space);
  const company = await aCompany({ store, space });
  const backup = memory.copy(0);
  for (let n = 0; n < 3; n++) await aClient(company, agent).mutate('case.open', openArgs(randomUUID()));
  const before = await begin(company, agent);
  const restored = await aCompany({ store: backup, space });
  const { head } = (await pull(restored, agent)).end;
  expect(head).toBeGreaterThanOrEqual(namedIn(before)[0]?.ver ?? 0);
  const after = await begin(restored, agent);
  expect(namedIn(after)).not.toEqual(namedIn(before));
  const begun = await rowsOf(restored, agent, namedIn(after));
  const { rows } = await rest(restored, agent, after);
  expect(heldAfter([...begun, ...rows])).toEqual(heldAfter((await pull(restored, agent)).rows));
  expect((await rest(restored, agent, before)).end).toMatchObject({ fresh: true, restored: true });
});

test('a page is there for who holds its scope now, and for nobody else', async () => {
  const company = await aCompany();
  const named = namedIn(await begin(company, agent));
  const { scope, pages } = must(
    named.find((one) => one.scope === team),
    'the team',
  );
  const { hash } = must(pages[0], 'a page');
  expect(await page(company, colleague, scope, hash)).toBeDefined();
  expect(await page(company, outsider, scope, hash)).toBeUndefined();
  // Who knows its hash finds it under no other scope.
  expect(await page(company, outsider, referenceScope, hash)).toBeUndefined();
  expect(await page(company, agent, scope, 'a'.repeat(64))).toBeUndefined();
  const moved = { ...agent, teamIds: outsider.teamIds };
  await company.sync.writeRows(company.space, [{ kind: 'person', id: agent.id, doc: moved }]);
  expect(await page(company, agent, scope, hash)).toBeUndefined();
});

test('snapshots that were lost or dropped are made again', async () => {
  const company = await aCompany();
  const first = namedIn(await begin(company, agent));
  const tomorrow = later(company.clock.now, snapshotsKeptMs + 1);
  await company.store.dropSnapshots(company.space, later(tomorrow, -snapshotsKeptMs));
  const { scope, pages } = must(first[0], 'a snapshot');
  expect(await page(company, agent, scope, pages[0]?.hash ?? '')).toBeUndefined();
  const second = namedIn(await begin(company, agent));
  expect(await rowsOf(company, agent, second)).not.toEqual([]);
});

test('whoever joins a team is told of its snapshot, beside what else is new', async () => {
  const company = await aCompany();
  for (let n = 0; n < 3; n++) await aClient(company, agent).mutate('case.open', openArgs(randomUUID()));
  const { end } = await pull(company, outsider);
  const joined = { ...outsider, teamIds: both.teamIds };
  await company.sync.writeRows(company.space, [{ kind: 'person', id: outsider.id, doc: joined }]);
  const cursors = end.scopes.map((scope) => `${scope}:${end.head}`).join(',');
  const told = await pull(company, outsider, { term: end.term, cursors, snapshots: '1' });
  expect(told.end.fresh).toBe(false);
  expect(namedIn(told).map(({ scope }) => scope)).toEqual([team]);
});
