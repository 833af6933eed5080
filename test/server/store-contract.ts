/** What every form of the store port must do. Called by the test of each form. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DoneMutation, type LockedSpace, type RowWrite, SpaceMissingError } from '#server/sync/ports.ts';
import { toChange } from '#server/sync/to-change.ts';
import type { Attachment } from '#shared/domain/case/attachment.ts';
import { aFile } from '#test/support/builders.ts';
import { seed } from '#test/support/seed.ts';
import { livedThrough, stepArbitrary, sumsOfRows } from '#test/support/sync-life.ts';
import { aSyncSpace } from '#test/support/sync-space.ts';
import { withTestMutators } from '#test/support/test-mutators.ts';
import { toldRow } from '#test/support/told-row.ts';
import { aRow, nothing, type OpenStore, opened } from './store-under-test.ts';

export function describeStore(name: string, open: OpenStore): void {
  describe(name, () => {
    test('a space that does not exist is said to be missing', async () => {
      const { store } = await opened(open);
      await expect(store.locked(randomUUID(), async () => {})).rejects.toBeInstanceOf(SpaceMissingError);
      await expect(store.readPulls(randomUUID(), { asking: [], cursors: [] })).rejects.toBeInstanceOf(
        SpaceMissingError,
      );
      await expect(store.look(randomUUID(), async () => {})).rejects.toBeInstanceOf(SpaceMissingError);
    });

    test('work that fails leaves nothing behind, not even its commit', async () => {
      const { store, space, changes } = await opened(open);
      const work = store.locked(space, async (locked) => {
        await locked.commit({ ...nothing, ver: 1, rows: [aRow({ ver: 1 })] });
        throw new Error('after the commit');
      });
      await expect(work).rejects.toThrow('after the commit');
      expect(await changes({ ref: 0 })).toEqual([]);
      expect((await store.look(space, async ({ head }) => head)).ver).toBe(0);
    });

    test('those who lock a space take turns, each seeing what the one before committed', async () => {
      const { store, space } = await opened(open);
      const seen = await Promise.all(
        Array.from({ length: 8 }, () =>
          store.locked(space, async ({ head, commit }) => {
            await commit({ ...nothing, ver: head.ver + 1, nextNumber: head.nextNumber + 1 });
            return head.ver;
          }),
        ),
      );
      expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(await store.look(space, async ({ head }) => head)).toMatchObject({ ver: 8, nextNumber: 9 });
    });

    test('documents come back as the text they were', async () => {
      const { commit, changes, gather } = await opened(open);
      const row = aRow({ ver: 1, doc: '{"b" : "ação 🚀",  "a":1.50}' });
      await commit({ ver: 1, rows: [row], feeds: [{ scope: 'ref', id: row.id, ver: 1, gone: false }] });
      expect((await gather([row.id]))[0]?.doc).toBe(row.doc);
      expect((await changes({ ref: 0 }))[0]?.line.endsWith(`,"doc":${row.doc}}`)).toBe(true);
    });

    test('a gathered row names the scopes that hold it and those it left; an unknown one is absent', async () => {
      const { commit, gather } = await opened(open);
      const row = aRow({ ver: 2 });
      await commit({
        ver: 2,
        rows: [row],
        feeds: [
          { scope: 'team:a', id: row.id, ver: 1, gone: true },
          { scope: 'team:b', id: row.id, ver: 2, gone: false },
        ],
      });
      expect(await gather([row.id, randomUUID()])).toEqual([
        { ...row, scopes: ['team:b'], left: ['team:a'] },
      ]);
    });

    test('a cursor sees every row that came after it, once and in order, whatever scopes it is in', async () => {
      const { commit, changes } = await opened(open);
      const [first, second, third] = [aRow({ ver: 1 }), aRow({ ver: 2 }), aRow({ ver: 3 })];
      const at = (scope: string, { id, ver }: RowWrite) => ({ scope, id, ver, gone: false });
      await commit({
        ver: 3,
        rows: [third, first, second],
        feeds: [at('a', first), at('a', second), at('b', second), at('b', third), at('other', first)],
      });
      expect((await changes({ a: 0, b: 0 })).map(({ ver }) => ver)).toEqual([1, 2, 3]);
      expect((await changes({ a: 1, b: 2 })).map(({ ver }) => ver)).toEqual([2, 3]);
      expect(await changes({ a: 2, b: 3 })).toEqual([]);
      expect(await changes({})).toEqual([]);
    });

    test('a row written again moves to its newest version', async () => {
      const { commit, changes } = await opened(open);
      const row = aRow({ ver: 1 });
      const again = { ...row, ver: 2, doc: '{"n":2}' };
      await commit({ ver: 1, rows: [row], feeds: [{ scope: 'a', id: row.id, ver: 1, gone: false }] });
      await commit({ ver: 2, rows: [again], feeds: [{ scope: 'a', id: row.id, ver: 2, gone: false }] });
      const told = await changes({ a: 1 });
      expect(told).toEqual([toChange(again, 2)]);
      const plain = { id: row.id, kind: row.kind, parent: null, ver: 2, doc: { n: 2 } };
      expect(told.map(toldRow)).toEqual([plain]);
    });

    test('leaving a scope is told to those who may hold the row, unless another of their scopes keeps it', async () => {
      const { commit, changes } = await opened(open);
      const row = aRow({ ver: 1 });
      const gone = toChange({ ...row, doc: null }, 2, ['b']);
      await commit({ ver: 1, rows: [row], feeds: [{ scope: 'a', id: row.id, ver: 1, gone: false }] });
      await commit({
        ver: 2,
        rows: [{ ...row, ver: 2 }],
        feeds: [
          { scope: 'a', id: row.id, ver: 2, gone: true },
          { scope: 'b', id: row.id, ver: 2, gone: false },
        ],
      });
      const told = await changes({ a: 1 });
      expect(told).toEqual([gone]);
      const left = { id: row.id, kind: row.kind, parent: null, ver: 2, gone: true };
      expect(told.map(toldRow)).toEqual([left]);
      expect(await changes({ a: 1, b: 1 })).toEqual([toChange({ ...row, ver: 2 }, 2)]);
      expect(await changes({ a: 1, b: 2 })).toEqual([]);
      expect(await changes({ a: 0 })).toEqual([]);
    });

    test('children follow their parent, those written beside it go where the commit says', async () => {
      const { commit, changes } = await opened(open);
      const parent = aRow({ ver: 1 });
      const old = aRow({ ver: 2, parent: parent.id });
      const fresh = aRow({ ver: 4, parent: parent.id });
      await commit({
        ver: 2,
        rows: [parent, old],
        feeds: [parent, old].map(({ id, ver }) => ({ scope: 'a', id, ver, gone: false })),
      });
      await commit({
        ver: 4,
        rows: [{ ...parent, ver: 3 }, fresh],
        moves: [{ parent: parent.id, from: ['a'], to: ['b'], ver: 3, but: [fresh.id] }],
        feeds: [
          { scope: 'a', id: parent.id, ver: 3, gone: true },
          { scope: 'b', id: parent.id, ver: 3, gone: false },
          { scope: 'b', id: fresh.id, ver: 4, gone: false },
        ],
      });
      expect(new Map((await changes({ a: 2 })).map((one) => [one.id, toldRow(one).gone]))).toEqual(
        new Map([
          [parent.id, true],
          [old.id, true],
        ]),
      );
      const held = await changes({ b: 0 });
      expect(new Set(held.map(({ id }) => id))).toEqual(new Set([parent.id, old.id, fresh.id]));
      expect(held.find(({ id }) => id === old.id)).toMatchObject({ ver: 2, at: 3 });
    });

    test('attachments are found by the blobs they name, and what is present counts once', async () => {
      const { store, space, commit } = await opened(open);
      const [one, same, awaited, other] = [
        anAttachment({ sha256: 'a'.repeat(64), state: 'present', bytes: 5 }),
        anAttachment({ sha256: 'a'.repeat(64), state: 'present', bytes: 5 }),
        anAttachment({ sha256: 'b'.repeat(64), bytes: 7 }),
        aRow({ doc: JSON.stringify({ sha256: 'b'.repeat(64) }) }),
      ];
      const rows = [one, same, awaited, other];
      const feeds = rows.map(({ id }) => ({ scope: 'team:a', id, ver: 1, gone: false }));
      await commit({ ver: 1, rows, feeds });
      await store.look(space, async (moment) => {
        const named = await moment.findAttachments(['b'.repeat(64), 'c'.repeat(64)]);
        expect(named).toEqual([{ ...awaited, scopes: ['team:a'], left: [] }]);
        expect(await moment.findAttachments([])).toEqual([]);
        expect(await moment.attachedBytes()).toBe(5);
      });
      const both = await store.locked(space, (locked) => locked.findAttachments(['a'.repeat(64)]));
      expect(new Set(both.map(({ id }) => id))).toEqual(new Set([one.id, same.id]));
    });

    test('clients, outcomes and terms are remembered', async () => {
      const { store, space, commit } = await opened(open);
      const [client, other, person, m] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      const term = { n: 1, uuid: randomUUID(), fromVer: 0 };
      const applied = { m, client, person, mid: 2, outcome: { kind: 'applied' as const }, ver: 5 };
      const refused = {
        ...applied,
        m: randomUUID(),
        mid: 1,
        outcome: { kind: 'refused' as const, code: 'not-found', details: ['x'] },
      };
      await store.locked(space, (locked) => locked.appendTerm(term));
      await commit({
        ver: 5,
        done: [applied, refused, { ...applied, client: other }],
        clients: [{ id: client, person, lastMid: 1 }],
      });
      await commit({ ver: 5, clients: [{ id: client, person, lastMid: 2 }] });
      await store.locked(space, async (locked) => {
        expect(await locked.findTerm()).toEqual(term);
        expect(await locked.findClients([client, other])).toEqual([{ id: client, person, lastMid: 2 }]);
        expect(new Set((await locked.findDone([m])).map((entry) => entry.client))).toEqual(
          new Set([client, other]),
        );
      });
      const asking = [
        { person, client, settled: 0 },
        { person, client: randomUUID(), settled: 0 },
        { person, client, settled: 1 },
        // Of somebody else.
        { person: randomUUID(), client, settled: 0 },
      ];
      const { terms, askers } = await store.readPulls(space, { asking, cursors: [] });
      expect(terms).toEqual([term]);
      const nobody = { row: null, lastMid: 0, done: [] };
      const told = ({ mid, outcome, ...rest }: DoneMutation) => ({ m: rest.m, mid, outcome });
      const all = { row: null, lastMid: 2, done: [told(refused), told(applied)] };
      expect(askers).toEqual([all, nobody, { ...all, done: [told(applied)] }, nobody]);
    });

    test('exits, terms and outcomes are forgotten up to where it is said, and nothing else', async () => {
      const { store, space, commit, changes, gather } = await opened(open);
      const [old, young] = [aRow({ ver: 1 }), aRow({ ver: 2 })];
      const [client, idle, person] = [randomUUID(), randomUUID(), randomUUID()];
      const feed = ({ id }: RowWrite, ver: number, gone: boolean) => ({ scope: 'a', id, ver, gone });
      const done = (ver: number, by: string) => ({
        ...{ m: randomUUID(), client: by, person, mid: ver, ver },
        outcome: { kind: 'applied' as const },
      });
      const outcomes = [done(3, client), done(4, idle), done(5, client)];
      await store.locked(space, async (locked) => {
        for (const [n, fromVer] of [0, 3, 4, 6].entries())
          await locked.appendTerm({ n: n + 1, uuid: randomUUID(), fromVer });
      });
      await commit({
        ver: 5,
        rows: [old, young],
        feeds: [feed(old, 4, true), feed(young, 5, true), { ...feed(old, 2, false), scope: 'b' }],
        done: outcomes,
        clients: [client, idle].map((id) => ({ id, person, lastMid: 5 })),
      });
      const waypoints = [
        { at: 10, ver: 3 },
        { at: 20, ver: 4 },
        { at: 30, ver: 5 },
      ];
      for (const waypoint of waypoints)
        await store.locked(space, (locked) => locked.sweep({ waypoint, horizon: 0, doneTo: 0 }));
      expect((await changes({ a: 3 })).map(({ id }) => id)).toEqual([old.id, young.id]);
      await store.locked(space, (locked) => locked.sweep({ waypoint: null, horizon: 4, doneTo: 4 }));
      expect((await changes({ a: 3 })).map(({ id }) => id)).toEqual([young.id]);
      expect((await gather([old.id]))[0]).toMatchObject({ scopes: ['b'], left: [] });
      await store.locked(space, async (locked) => {
        expect(locked.head).toMatchObject({ horizon: 4, ver: 5 });
        expect(await locked.waypoints()).toEqual(waypoints.slice(1));
        expect(await locked.findDone(outcomes.map(({ m }) => m))).toEqual([outcomes[2]]);
        expect((await locked.findClients([client, idle])).map(({ id }) => id)).toEqual([client]);
      });
      const { terms } = await store.readPulls(space, { asking: [], cursors: [] });
      expect(terms.map(({ fromVer }) => fromVer)).toEqual([3, 4, 6]);
    });

    test('a snapshot reads rows as a locked space does, and those of who asks', async () => {
      const { store, space, commit } = await opened(open);
      const row = aRow({ ver: 1 });
      await commit({ ver: 1, rows: [row], feeds: [{ scope: 'ref', id: row.id, ver: 1, gone: false }] });
      const read = ({ gather }: Pick<LockedSpace, 'gather'>) => gather([row.id]);
      const seen = await store.look(space, read);
      expect(seen).toEqual([{ ...row, scopes: ['ref'], left: [] }]);
      expect(await store.locked(space, read)).toEqual(seen);
      const asking = { person: row.id, client: randomUUID(), settled: 0 };
      const { askers } = await store.readPulls(space, { asking: [asking], cursors: [] });
      expect(askers[0]?.row).toMatchObject({ id: row.id, kind: row.kind, doc: row.doc });
    });

    test('everyone is told of the same start of the database', async () => {
      const { store, space } = await opened(open);
      const starts = await Promise.all([
        store.locked(space, async ({ head }) => head.start),
        store.look(space, async ({ head }) => head.start),
        store.readPulls(space, { asking: [], cursors: [] }).then(({ head }) => head.start),
      ]);
      expect(starts[0]).not.toBe('');
      expect(new Set(starts).size).toBe(1);
    });

    test('spaces do not see each other', async () => {
      const { store, createSpace } = await open();
      const [here, there] = [randomUUID(), randomUUID()];
      await createSpace(here);
      await createSpace(there);
      const row = aRow({ ver: 1 });
      const feeds = [{ scope: 'ref', id: row.id, ver: 1, gone: false }];
      await store.locked(here, (locked) => locked.commit({ ...nothing, ver: 1, rows: [row], feeds }));
      const seen = await store.readPulls(there, { asking: [], cursors: [{ scope: 'ref', ver: 0 }] });
      expect(seen.changes).toEqual([[]]);
      expect(await store.locked(there, (locked) => locked.gather([row.id]))).toEqual([]);
      expect(await store.look(there, (moment) => moment.teams())).toEqual([]);
    });

    test('the sum of each scope is that of the rows it holds, whatever was committed', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stepArbitrary, { minLength: 4, maxLength: 24 }), async (steps) => {
          const { store, createSpace } = await open();
          const space = randomUUID();
          await createSpace(space);
          const company = await aSyncSpace({ store, space, ...withTestMutators });
          const { scopes } = await livedThrough(company, steps);
          const cursors = scopes.map((scope) => ({ scope, ver: 0 }));
          const { changes, sums } = await store.readPulls(space, { asking: [], cursors, summed: scopes });
          const held = changes.map((each, nth) => [scopes[nth], sumsOfRows(each.map(toldRow))]);
          expect(sums).toEqual(Object.fromEntries(held));
        }),
        { seed, numRuns: 6 },
      );
    });

    test('the teams of a company are those rows and no others', async () => {
      const { store, space, commit } = await opened(open);
      const [one, other] = [aRow({ ver: 1 }), aRow({ ver: 2 })];
      await commit({ ver: 3, rows: [one, other, aRow({ kind: 'person', ver: 3 })] });
      const teams = await store.look(space, (moment) => moment.teams());
      expect([...teams].sort()).toEqual([one.id, other.id].sort());
      const reading = await store.readPulls(space, { asking: [], cursors: [] });
      expect([...reading.teams].sort()).toEqual([one.id, other.id].sort());
    });
  });
}

function anAttachment(file: Partial<Attachment>): RowWrite {
  const id = randomUUID();
  const [caseId, addedBy] = [randomUUID(), randomUUID()];
  const doc = { ...aFile(), id, caseId, state: 'awaited', addedBy, addedAt: 1, ...file };
  return aRow({ id, kind: 'attachment', parent: caseId, doc: JSON.stringify(doc) });
}
