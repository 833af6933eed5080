import { useMemo } from 'react';
import type { Draft, DraftKey } from '#renderer/data/client.ts';
import { chosenIn } from '#renderer/data/file-drafts.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import type { AttachedFile } from '#shared/domain/case/attachment.ts';
import { useAttachStore } from './attach-store.ts';
import { chooseFiles, unchooseFile } from './chosen-files.ts';

export type ChosenFiles = {
  readonly draft: Draft | undefined;
  readonly chosen: readonly AttachedFile[];
  readonly isKeeping: boolean;
  readonly choose: (files: readonly File[]) => void;
  readonly unchoose: (sha256: string) => void;
  /** After they were attached. */
  readonly drop: () => void;
};

export function useChosenFiles(key: DraftKey): ChosenFiles {
  const client = useClient();
  const { draft, drop } = useDraft(key);
  const isKeeping = useAttachStore((state) => (state.keeping[key] ?? 0) > 0);
  const chosen = useMemo(() => chosenIn(draft?.text), [draft?.text]);
  return {
    draft,
    chosen,
    isKeeping,
    choose: (files) => void chooseFiles(client, key, files),
    unchoose: (sha256) => unchooseFile(client, key, sha256),
    drop,
  };
}
