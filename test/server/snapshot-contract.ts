/** What every form of the store port must do with snapshots. Called by the test of each form. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Change, FeedWrite, RowPlace, ScopeSnapshot, Store } from '#server/sync/ports.ts';
import { toInstant } from '#shared/lib/instant.ts';
import { must } from '#shared/lib/must.ts';
import { aRow, nothing, type OpenStore } from './store-under-test.ts';

export function describeSnapshots(name: string, open: OpenStore): void {
  async function opened() {
    const { store, createSpace } = await open();
    const [space, other] = [randomUUID(), randomUUID()];
    await createSpace(space);
    await createSpace(other);
    return { store, space, other };
  }

  describe(name, () => {
    test('the rows of a scope are read in parts, each once and in order, without those that left', async () => {
      const { store, space } = await opened();
      const rows = Array.from({ length: 9 }, (_, n) => aRow({ ver: n + 1 }));
      const parent = rows[0]?.id ?? '';
      const children = Array.from({ length: 4 }, (_, n) => ({ ...aRow({ ver: 10 + n }), parent }));
      const feeds = [...rows, ...children].map(({ id, ver }) => ({ scope: 'a', id, ver, gone: false }));
      const left = feeds.slice(2, 4).map((feed, n): FeedWrite => ({ ...feed, ver: 14 + n, gone: true }));
      const elsewhere = feeds.slice(4, 6).map((feed) => ({ ...feed, scope: 'b' }));
      await store.locked(space, ({ commit }) =>
        commit({ ...nothing, ver: 13, rows: [...rows, ...children], feeds: [...feeds, ...elsewhere] }),
      );
      // Children that followed their parent came all at one version.
      const move = { parent, from: ['c'], to: ['a'], ver: 16, but: [] };
      await store.locked(space, ({ commit }) =>
        commit({ ...nothing, ver: 16, rows: [], feeds: left, moves: [move] }),
      );
      const [told] = (await store.readPulls(space, { asking: [], cursors: [{ scope: 'a', ver: 0 }] }))
        .changes;
      expect(told).toHaveLength(11);
      for (const limit of [1, 2, 3, 11, 50]) {
        const read = await readAll(store, space, 'a', limit);
        expect(read).toEqual([...(told ?? [])].sort(byPlace));
      }
      expect(await readAll(store, space, 'nobody', 5)).toEqual([]);
    });

    test('what was written, came or left in a scope after a version is counted, as far as the limit', async () => {
      const { store, space, other } = await opened();
      const rows = Array.from({ length: 6 }, (_, n) => aRow({ ver: n + 1 }));
      const feeds = rows.map(({ id, ver }) => ({ scope: 'a', id, ver, gone: false }));
      const elsewhere = feeds.slice(0, 2).map((feed) => ({ ...feed, scope: 'b' }));
      await store.locked(space, ({ commit }) =>
        commit({ ...nothing, ver: 6, rows, feeds: [...feeds, ...elsewhere] }),
      );
      // The second one leaves, the sixth one is written again.
      const since = [feeds[1], feeds[5]].map((feed, n) => ({
        ...must(feed, 'a feed'),
        ver: 7 + n,
        gone: n === 0,
      }));
      await store.locked(space, ({ commit }) => commit({ ...nothing, ver: 8, rows: [], feeds: since }));
      const count = (scope: string, ver: number, limit = 100, of = space) =>
        store.look(of, ({ countSince }) => countSince({ scope, ver }, limit));
      expect(await Promise.all([1, 4, 6, 7, 8].map((ver) => count('a', ver)))).toEqual([5, 3, 2, 1, 0]);
      expect(await count('a', 1, 3)).toBe(3);
      expect([await count('b', 1), await count('nobody', 1), await count('a', 1, 100, other)]).toEqual([
        1, 0, 0,
      ]);
    });

    test('the snapshot made last is found, and each page by its hash, in its scope and company alone', async () => {
      const { store, space, other } = await opened();
      const [older, newer, elsewhere] = [
        aSnapshot({ ver: 9, madeAt: toInstant(1) }),
        aSnapshot({ ver: 5, madeAt: toInstant(2) }),
        aSnapshot({ scope: 'b' }),
      ];
      for (const snapshot of [newer, older, elsewhere]) await store.keepSnapshot(space, snapshot);
      const page = newer.pages[1];
      await store.look(space, async ({ findSnapshot, findPage }) => {
        const pages = newer.pages.map(({ hash, data }) => ({ hash, bytes: data.length }));
        expect(await findSnapshot('a')).toEqual({ ...newer, pages });
        expect(await findSnapshot('c')).toBeUndefined();
        expect([...((await findPage('a', page?.hash ?? '')) ?? [])]).toEqual([...(page?.data ?? [])]);
        expect(await findPage('a', older.pages[0]?.hash ?? '')).toBeDefined();
        expect(await findPage('b', page?.hash ?? '')).toBeUndefined();
        expect(await findPage('a', 'f'.repeat(64))).toBeUndefined();
      });
      await store.look(other, async ({ findSnapshot, findPage }) => {
        expect(await findSnapshot('a')).toBeUndefined();
        expect(await findPage('a', page?.hash ?? '')).toBeUndefined();
      });
    });

    test('with the one kept last only the newest one before it stays, of its scope', async () => {
      const { store, space, other } = await opened();
      const [oldest, newest, last] = [1, 9, 5].map((at) => aSnapshot({ madeAt: toInstant(at) })) as [
        ...[ScopeSnapshot, ScopeSnapshot, ScopeSnapshot],
      ];
      const [elsewhere, theirs] = [aSnapshot({ scope: 'b' }), aSnapshot({})];
      await store.keepSnapshot(other, theirs);
      // The clock of who kept it last may be behind.
      for (const snapshot of [elsewhere, oldest, newest, last]) await store.keepSnapshot(space, snapshot);
      const pagesOf = (of: string, { scope, pages }: ScopeSnapshot) =>
        store.look(of, async ({ findPage }) => {
          const found: boolean[] = [];
          for (const { hash } of pages) found.push((await findPage(scope, hash)) !== undefined);
          return found;
        });
      for (const snapshot of [newest, last, elsewhere])
        expect(await pagesOf(space, snapshot)).toEqual([true, true, true]);
      expect(await pagesOf(space, oldest)).toEqual([false, false, false]);
      expect(await pagesOf(other, theirs)).toEqual([true, true, true]);
      expect(await store.look(space, ({ findSnapshot }) => findSnapshot('a'))).toMatchObject({
        id: newest.id,
      });
    });

    test('snapshots made before a moment are dropped, of one company, with all their pages', async () => {
      const { store, space, other } = await opened();
      const [old, young, theirs] = [
        aSnapshot({ madeAt: toInstant(1) }),
        aSnapshot({ madeAt: toInstant(2), scope: 'b' }),
        aSnapshot({ madeAt: toInstant(1) }),
      ];
      for (const snapshot of [old, young]) await store.keepSnapshot(space, snapshot);
      await store.keepSnapshot(other, theirs);
      await store.dropSnapshots(space, toInstant(2));
      await store.look(space, async ({ findSnapshot, findPage }) => {
        expect(await findSnapshot('a')).toBeUndefined();
        for (const { hash } of old.pages) expect(await findPage('a', hash)).toBeUndefined();
        expect(await findSnapshot('b')).toMatchObject({ id: young.id });
      });
      expect(await store.look(other, ({ findSnapshot }) => findSnapshot('a'))).toBeDefined();
    });

    test('a moment knows the terms there were', async () => {
      const { store, space } = await opened();
      const terms = [0, 3].map((fromVer, n) => ({ n: n + 1, uuid: randomUUID(), fromVer }));
      for (const term of terms) await store.locked(space, (locked) => locked.appendTerm(term));
      expect(await store.look(space, (moment) => moment.terms())).toEqual(terms);
    });
  });
}

async function readAll(
  store: Store,
  space: string,
  scope: string,
  limit: number,
): Promise<readonly Change[]> {
  return store.look(space, async ({ rowsOf }) => {
    const read: Change[] = [];
    for (let after: RowPlace | null = null; ; ) {
      const some: readonly Change[] = await rowsOf(scope, after, limit);
      expect(some.length).toBeLessThanOrEqual(limit);
      after = some.at(-1) ?? null;
      if (after === null) return read;
      read.push(...some);
    }
  });
}

function byPlace(one: Change, other: Change): number {
  return one.at - other.at || (one.id < other.id ? -1 : 1);
}

function aSnapshot(parts: Partial<ScopeSnapshot>): ScopeSnapshot {
  const pages = Array.from({ length: 3 }, () => {
    const data = Uint8Array.from(randomBytes(40));
    return { hash: createHash('sha256').update(data).digest('hex'), data };
  });
  const ids = { id: randomUUID(), term: randomUUID() };
  return { ...ids, scope: 'a', ver: 1, madeAt: toInstant(1), pages, ...parts };
}
