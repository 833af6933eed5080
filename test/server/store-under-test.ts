/** A store with one empty company in it, and rows to put there. */
import { randomUUID } from 'node:crypto';
import { mergeChanges } from '#server/sync/changes.ts';
import type { Commit, RowWrite, Store } from '#server/sync/ports.ts';
import { aCase, aWorld } from '#test/support/world.ts';

export type StoreUnderTest = { readonly store: Store; readonly createSpace: (id: string) => Promise<void> };

export type OpenStore = () => Promise<StoreUnderTest>;

export const nothing: Commit = {
  ver: 0,
  nextNumber: 1,
  rows: [],
  feeds: [],
  moves: [],
  sums: [],
  done: [],
  clients: [],
};

export async function opened(open: OpenStore) {
  const { store, createSpace } = await open();
  const space = randomUUID();
  await createSpace(space);
  return {
    store,
    space,
    commit: (commit: Partial<Commit>) =>
      store.locked(space, (locked) => locked.commit({ ...nothing, ...commit })),
    /** As somebody who holds these scopes is told them. */
    changes: async (from: Readonly<Record<string, number>>) => {
      const cursors = Object.entries(from).map(([scope, ver]) => ({ scope, ver }));
      return mergeChanges(cursors, (await store.readPulls(space, { asking: [], cursors })).changes);
    },
    gather: (ids: readonly string[]) => store.locked(space, (locked) => locked.gather(ids)),
  };
}

export function aCaseRow(parts: object): RowWrite {
  const id = randomUUID();
  const template = aCase(aWorld());
  return aRow({ id, kind: 'case', doc: JSON.stringify({ ...template, number: 1, ...parts, id }) });
}

export function aRow(row: Partial<RowWrite>): RowWrite {
  return { id: randomUUID(), kind: 'team', parent: null, ver: 1, doc: '{"n":1}', ...row };
}
