import { useMemo } from 'react';
import { useClient, useRows, useSyncState } from '#renderer/data/hooks.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Facts } from './readiness.ts';
import type { StorageFacts } from './use-storage.ts';

export function useFacts({ isProtected, freeBytes }: StorageFacts): Facts {
  const { actor, now: readNow } = useClient();
  const now = useNow(readNow);
  const connection = useSyncState((state) => state.connection);
  const lastContactAt = useSyncState((state) => state.lastContactAt);
  const pending = useSyncState((state) => state.pending);
  const cases = useRows('case');
  const versions = useRows('flow-version');
  const articles = useRows('article');
  const open = useMemo(() => cases.filter(({ doc }) => doc.position.endedAt === null), [cases]);
  const casesWithoutFlow = useMemo(() => {
    const here = new Set<string>(versions.map(({ id }) => id));
    return open.filter(({ doc }) => !here.has(doc.flowVersionId)).length;
  }, [open, versions]);
  return {
    now,
    isOnline: connection === 'online',
    lastContactAt,
    pending,
    myCases: open.filter(({ doc }) => doc.assigneeId === actor.id).length,
    casesWithoutFlow,
    articles: articles.length,
    isProtected,
    freeBytes,
  };
}
