/** Snapshots in memory, apart from the rows: what happens to a database need not happen to them. */
import type { KeptSnapshot, ScopeSnapshot, Store } from './ports.ts';

export type MemorySnapshots = Pick<Store, 'keepSnapshot' | 'dropSnapshots'> & {
  readonly find: (space: string, scope: string) => KeptSnapshot | undefined;
  readonly findPage: (space: string, scope: string, hash: string) => Uint8Array | undefined;
};

export function createMemorySnapshots(): MemorySnapshots {
  /** By space. */
  const kept = new Map<string, readonly ScopeSnapshot[]>();
  const inScope = (space: string, scope: string): readonly ScopeSnapshot[] =>
    (kept.get(space) ?? []).filter((snapshot) => snapshot.scope === scope);

  return {
    keepSnapshot: async (space, snapshot) => {
      const others = (kept.get(space) ?? []).filter(({ scope }) => scope !== snapshot.scope);
      const before = newestOf(inScope(space, snapshot.scope));
      kept.set(space, [...others, ...(before === undefined ? [] : [before]), snapshot]);
    },
    dropSnapshots: async (space, madeBefore) => {
      kept.set(
        space,
        (kept.get(space) ?? []).filter(({ madeAt }) => madeAt >= madeBefore),
      );
    },
    find: (space, scope) => {
      const newest = newestOf(inScope(space, scope));
      if (newest === undefined) return undefined;
      return { ...newest, pages: newest.pages.map(({ hash, data }) => ({ hash, bytes: data.length })) };
    },
    findPage: (space, scope, hash) =>
      inScope(space, scope)
        .flatMap(({ pages }) => pages)
        .find((page) => page.hash === hash)?.data,
  };
}

function newestOf(snapshots: readonly ScopeSnapshot[]): ScopeSnapshot | undefined {
  return snapshots.toSorted((one, other) => one.madeAt - other.madeAt || one.ver - other.ver).at(-1);
}
