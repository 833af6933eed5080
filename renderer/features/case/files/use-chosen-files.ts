import { useMemo } from 'react';
import type { Draft } from '#renderer/data/client.ts';
import { filesDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import type { AttachedFile } from '#shared/domain/case/attachment.ts';
import { useAttachStore } from './attach-store.ts';
import { chooseFiles, chosenIn, unchooseFile } from './chosen-files.ts';

export type ChosenFiles = {
  readonly draft: Draft | undefined;
  readonly chosen: readonly AttachedFile[];
  readonly isKeeping: boolean;
  readonly choose: (files: readonly File[]) => void;
  readonly unchoose: (sha256: string) => void;
  /** After they were attached. */
  readonly drop: () => void;
};

export function useChosenFiles(caseId: string): ChosenFiles {
  const client = useClient();
  const { draft, drop } = useDraft(filesDraftKey(caseId));
  const isKeeping = useAttachStore((state) => (state.keeping[caseId] ?? 0) > 0);
  const chosen = useMemo(() => chosenIn(draft?.text), [draft?.text]);
  return {
    draft,
    chosen,
    isKeeping,
    choose: (files) => void chooseFiles(client, caseId, files),
    unchoose: (sha256) => unchooseFile(client, caseId, sha256),
    drop,
  };
}
