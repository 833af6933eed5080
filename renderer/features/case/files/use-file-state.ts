import { useSyncExternalStore } from 'react';
import { isPending } from '#renderer/data/client.ts';
import { useActor, useClient, useIsKept, useSyncState } from '#renderer/data/hooks.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { type FileState, fileStateOf } from './file-state.ts';

export function useIsHere(sha256: string): boolean | undefined {
  const { files } = useClient();
  return useSyncExternalStore(files.subscribe, () => files.isHere(sha256));
}

export function useFileState(row: Row<'attachment'>): FileState {
  const actor = useActor();
  const { sha256, state, addedBy } = row.doc;
  const isHere = useIsHere(sha256);
  const isKept = useIsKept(row.id);
  const isOnline = useSyncState(({ connection }) => connection === 'online');
  const isDamaged = useSyncState(({ files }) => files.damaged.includes(sha256));
  const sendingShare = useSyncState(({ files }) =>
    files.sending?.sha256 === sha256 ? files.sending.share : null,
  );
  return fileStateOf({
    isPresent: state === 'present',
    isPending: isPending(row),
    isMine: addedBy === actor.id,
    ...{ isHere, isKept, isOnline, isDamaged, sendingShare },
  });
}
