import { useMemo } from 'react';
import { useActor, useClient, useRows, useSyncState } from '#renderer/data/hooks.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { filesAway, filesToSend } from './file-facts.ts';
import { pinnedCases } from './pinned-cases.ts';
import type { Facts } from './readiness.ts';
import type { HeldFiles } from './use-held-files.ts';
import type { StorageFacts } from './use-storage.ts';

export function useFacts({ isProtected, freeBytes }: StorageFacts, held: HeldFiles | null): Facts {
  const { rows, now: readNow } = useClient();
  const actor = useActor();
  const now = useNow(readNow);
  const connection = useSyncState((state) => state.connection);
  const lastContactAt = useSyncState((state) => state.lastContactAt);
  const pending = useSyncState((state) => state.pending);
  const cases = useRows('case');
  const versions = useRows('flow-version');
  const articles = useRows('article');
  const files = useRows('attachment');
  const open = useMemo(() => cases.filter(({ doc }) => doc.position.endedAt === null), [cases]);
  const casesWithoutFlow = useMemo(() => {
    const here = new Set<string>(versions.map(({ id }) => id));
    return open.filter(({ doc }) => !here.has(doc.flowVersionId)).length;
  }, [open, versions]);
  const mine = useMemo(() => open.filter(({ doc }) => doc.assigneeId === actor.id), [open, actor.id]);
  const mineFiles = useMemo(() => {
    const ids = new Set<string>(mine.map(({ id }) => id));
    return files.filter(({ doc }) => ids.has(doc.caseId));
  }, [mine, files]);
  return {
    now,
    isOnline: connection === 'online',
    lastContactAt,
    pending,
    myCases: mine.length,
    casesWithoutFlow,
    articles: articles.length,
    toSend: held && filesToSend(files, held.all),
    away: held && filesAway(mineFiles, held.readable),
    pinned: held && pinnedCases(rows, held.readable),
    isProtected,
    freeBytes,
  };
}
