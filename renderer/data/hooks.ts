/** How components read: each hook renders again only when what it returns changes. */
import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { Kind, Row } from '#shared/domain/kinds.ts';
import type { Actor } from '#shared/domain/people/actor.ts';
import { must } from '#shared/lib/must.ts';
import type { Draft, DraftKey, RaiaClient, SyncState } from './client.ts';
import type { Mending } from './pages.ts';

export const ClientContext = createContext<RaiaClient | null>(null);

export function useClient(): RaiaClient {
  return must(use(ClientContext), 'a signed-in client above this component');
}

/** The person signed in, with what they may do by now. */
export function useActor(): Actor {
  const { rows, actor } = useClient();
  return useSyncExternalStore(rows.subscribe, actor);
}

export function useRow<K extends Kind>(kind: K, id: string | null): Row<K> | undefined {
  const { rows } = useClient();
  return useSyncExternalStore(rows.subscribe, () => (id === null ? undefined : rows.find(kind, id)));
}

export function useRows<K extends Kind>(kind: K): readonly Row<K>[] {
  const { rows } = useClient();
  return useSyncExternalStore(rows.subscribe, () => rows.all(kind));
}

export function useChildren<K extends Kind>(kind: K, parent: string): readonly Row<K>[] {
  const { rows } = useClient();
  return useSyncExternalStore(rows.subscribe, () => rows.childrenOf(kind, parent));
}

/** One part of the sync state, so that a pill showing a count does not follow everything. */
export function useSyncState<T extends string | number | boolean | null>(pick: (state: SyncState) => T): T {
  const { sync } = useClient();
  return useSyncExternalStore(sync.subscribe, () => pick(sync.state()));
}

/** What was found to differ from the server lately, the newest first. */
export function useMendings(): readonly Mending[] {
  const { sync } = useClient();
  return useSyncExternalStore(sync.subscribe, () => sync.state().mendings);
}

/** Whether everything done here to this row is safe on this computer. */
export function useIsKept(rowId: string): boolean {
  const { sync } = useClient();
  return useSyncExternalStore(sync.subscribe, () => sync.isKept(rowId));
}

export type UsedDraft = {
  readonly draft: Draft | undefined;
  readonly write: (text: string) => void;
  readonly drop: () => void;
};

export function useDraft(key: DraftKey): UsedDraft {
  const { drafts } = useClient();
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.find(key));
  const write = useCallback((text: string) => drafts.write(key, text), [drafts, key]);
  const drop = useCallback(() => drafts.drop(key), [drafts, key]);
  return { draft, write, drop };
}
