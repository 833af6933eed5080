/** What every form of the store port must do. Called by the test of each form. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type Commit,
  type LockedSpace,
  type RowWrite,
  SpaceMissingError,
  type Store,
} from '#server/sync/ports.ts';
import type { Attachment } from '#shared/domain/case/attachment.ts';
import { aFile } from '#test/support/builders.ts';

export type StoreUnderTest = { readonly store: Store; readonly createSpace: (id: string) => Promise<void> };

const nothing: Commit = { ver: 0, nextNumber: 1, rows: [], feeds: [], moves: [], done: [], clients: [] };

export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  async function opened() {
    const { store, createSpace } = await open();
    const space = randomUUID();
    await createSpace(space);
    return {
      store,
      space,
      commit: (commit: Partial<Commit>) =>
        store.locked(space, (locked) => locked.commit({ ...nothing, ...commit })),
      changes: (cursors: Readonly<Record<string, number>>) =>
        store.snapshot(space, (snapshot) =>
          snapshot.changesSince(Object.entries(cursors).map(([scope, ver]) => ({ scope, ver }))),
        ),
      gather: (ids: readonly string[]) => store.locked(space, (locked) => locked.gather(ids)),
    };
  }

  describe(name, () => {
    test('a space that does not exist is said to be missing', async () => {
      const { store } = await opened();
      await expect(store.locked(randomUUID(), async () => {})).rejects.toBeInstanceOf(SpaceMissingError);
      await expect(store.snapshot(randomUUID(), async () => {})).rejects.toBeInstanceOf(SpaceMissingError);
    });

    test('work that fails leaves nothing behind, not even its commit', async () => {
      const { store, space, changes } = await opened();
      const work = store.locked(space, async (locked) => {
        await locked.commit({ ...nothing, ver: 1, rows: [aRow({ ver: 1 })] });
        throw new Error('after the commit');
      });
      await expect(work).rejects.toThrow('after the commit');
      expect(await changes({ ref: 0 })).toEqual([]);
      expect((await store.snapshot(space, async ({ head }) => head)).ver).toBe(0);
    });

    test('those who lock a space take turns, each seeing what the one before committed', async () => {
      const { store, space } = await opened();
      const seen = await Promise.all(
        Array.from({ length: 8 }, () =>
          store.locked(space, async ({ head, commit }) => {
            await commit({ ...nothing, ver: head.ver + 1, nextNumber: head.nextNumber + 1 });
            return head.ver;
          }),
        ),
      );
      expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(await store.snapshot(space, async ({ head }) => head)).toMatchObject({ ver: 8, nextNumber: 9 });
    });

    test('documents come back as the text they were', async () => {
      const { commit, changes, gather } = await opened();
      const row = aRow({ ver: 1, doc: '{"b" : "ação 🚀",  "a":1.50}' });
      await commit({ ver: 1, rows: [row], feeds: [{ scope: 'ref', id: row.id, ver: 1, gone: false }] });
      expect((await gather([row.id]))[0]?.doc).toBe(row.doc);
      expect((await changes({ ref: 0 }))[0]?.doc).toBe(row.doc);
    });

    test('a gathered row names the scopes that hold it and those it left; an unknown one is absent', async () => {
      const { commit, gather } = await opened();
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
      const { commit, changes } = await opened();
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
      const { commit, changes } = await opened();
      const row = aRow({ ver: 1 });
      const again = { ...row, ver: 2, doc: '{"n":2}' };
      await commit({ ver: 1, rows: [row], feeds: [{ scope: 'a', id: row.id, ver: 1, gone: false }] });
      await commit({ ver: 2, rows: [again], feeds: [{ scope: 'a', id: row.id, ver: 2, gone: false }] });
      expect(await changes({ a: 1 })).toEqual([
        { id: row.id, kind: row.kind, parent: null, ver: 2, at: 2, doc: '{"n":2}' },
      ]);
    });

    test('leaving a scope is told to those who may hold the row, unless another of their scopes keeps it', async () => {
      const { commit, changes } = await opened();
      const row = aRow({ ver: 1 });
      const gone = { id: row.id, kind: row.kind, parent: null, ver: 2, at: 2, doc: null };
      await commit({ ver: 1, rows: [row], feeds: [{ scope: 'a', id: row.id, ver: 1, gone: false }] });
      await commit({
        ver: 2,
        rows: [{ ...row, ver: 2 }],
        feeds: [
          { scope: 'a', id: row.id, ver: 2, gone: true },
          { scope: 'b', id: row.id, ver: 2, gone: false },
        ],
      });
      expect(await changes({ a: 1 })).toEqual([gone]);
      expect((await changes({ a: 1, b: 1 })).map(({ doc }) => doc)).toEqual([row.doc]);
      expect(await changes({ a: 1, b: 2 })).toEqual([]);
      expect(await changes({ a: 0 })).toEqual([]);
    });

    test('children follow their parent, those written beside it go where the commit says', async () => {
      const { commit, changes } = await opened();
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
        moves: [{ parent: parent.id, from: ['a'], to: ['b'], ver: 3 }],
        feeds: [
          { scope: 'a', id: parent.id, ver: 3, gone: true },
          { scope: 'b', id: parent.id, ver: 3, gone: false },
          { scope: 'b', id: fresh.id, ver: 4, gone: false },
        ],
      });
      expect(new Map((await changes({ a: 2 })).map(({ id, doc }) => [id, doc]))).toEqual(
        new Map([
          [parent.id, null],
          [old.id, null],
        ]),
      );
      const held = await changes({ b: 0 });
      expect(new Set(held.map(({ id }) => id))).toEqual(new Set([parent.id, old.id, fresh.id]));
      expect(held.find(({ id }) => id === old.id)).toMatchObject({ ver: 2, at: 3 });
    });

    test('attachments are found by the blobs they name, and what is present counts once', async () => {
      const { store, space, commit } = await opened();
      const [one, same, awaited, other] = [
        anAttachment({ sha256: 'a'.repeat(64), state: 'present', bytes: 5 }),
        anAttachment({ sha256: 'a'.repeat(64), state: 'present', bytes: 5 }),
        anAttachment({ sha256: 'b'.repeat(64), bytes: 7 }),
        aRow({ doc: JSON.stringify({ sha256: 'b'.repeat(64) }) }),
      ];
      const rows = [one, same, awaited, other];
      const feeds = rows.map(({ id }) => ({ scope: 'team:a', id, ver: 1, gone: false }));
      await commit({ ver: 1, rows, feeds });
      await store.snapshot(space, async (snapshot) => {
        const named = await snapshot.findAttachments(['b'.repeat(64), 'c'.repeat(64)]);
        expect(named).toEqual([{ ...awaited, scopes: ['team:a'], left: [] }]);
        expect(await snapshot.findAttachments([])).toEqual([]);
        expect(await snapshot.attachedBytes()).toBe(5);
      });
      const both = await store.locked(space, (locked) => locked.findAttachments(['a'.repeat(64)]));
      expect(new Set(both.map(({ id }) => id))).toEqual(new Set([one.id, same.id]));
    });

    test('clients, outcomes and terms are remembered', async () => {
      const { store, space, commit } = await opened();
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
      await store.snapshot(space, async (snapshot) => {
        expect(await snapshot.terms()).toEqual([term]);
        expect(await snapshot.doneSince(client, 0)).toEqual([refused, applied]);
        expect(await snapshot.doneSince(client, 1)).toEqual([applied]);
      });
    });

    test('exits, terms and outcomes are forgotten up to where it is said, and nothing else', async () => {
      const { store, space, commit, changes, gather } = await opened();
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
      expect(
        (await store.snapshot(space, (snapshot) => snapshot.terms())).map(({ fromVer }) => fromVer),
      ).toEqual([3, 4, 6]);
    });

    test('a snapshot reads rows and clients as a locked space does', async () => {
      const { store, space, commit } = await opened();
      const row = aRow({ ver: 1 });
      const client = { id: randomUUID(), person: randomUUID(), lastMid: 3 };
      const feeds = [{ scope: 'ref', id: row.id, ver: 1, gone: false }];
      await commit({ ver: 1, rows: [row], feeds, clients: [client] });
      const read = ({ gather, findClients }: Pick<LockedSpace, 'gather' | 'findClients'>) =>
        Promise.all([gather([row.id]), findClients([client.id, randomUUID()])]);
      const seen = await store.snapshot(space, read);
      expect(seen).toEqual([[{ ...row, scopes: ['ref'], left: [] }], [client]]);
      expect(await store.locked(space, read)).toEqual(seen);
    });

    test('everyone is told of the same start of the database', async () => {
      const { store, space } = await opened();
      const starts = await Promise.all([
        store.locked(space, async ({ head }) => head.start),
        store.snapshot(space, async ({ head }) => head.start),
        store.locked(space, async ({ head }) => head.start),
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
      expect(
        await store.snapshot(there, (snapshot) => snapshot.changesSince([{ scope: 'ref', ver: 0 }])),
      ).toEqual([]);
      expect(await store.locked(there, (locked) => locked.gather([row.id]))).toEqual([]);
      expect(await store.snapshot(there, (snapshot) => snapshot.teams())).toEqual([]);
    });

    test('the teams of a company are those rows and no others', async () => {
      const { store, space, commit } = await opened();
      const [one, other] = [aRow({ ver: 1 }), aRow({ ver: 2 })];
      await commit({ ver: 3, rows: [one, other, aRow({ kind: 'person', ver: 3 })] });
      const teams = await store.snapshot(space, (snapshot) => snapshot.teams());
      expect([...teams].sort()).toEqual([one.id, other.id].sort());
    });
  });
}

function aRow(row: Partial<RowWrite>): RowWrite {
  return { id: randomUUID(), kind: 'team', parent: null, ver: 1, doc: '{"n":1}', ...row };
}

function anAttachment(file: Partial<Attachment>): RowWrite {
  const id = randomUUID();
  const [caseId, addedBy] = [randomUUID(), randomUUID()];
  const doc = { ...aFile(), id, caseId, state: 'awaited', addedBy, addedAt: 1, ...file };
  return aRow({ id, kind: 'attachment', parent: caseId, doc: JSON.stringify(doc) });
}
