import { useCallback, useEffect, useState } from 'react';
import type { Fetched } from '#renderer/data/client.ts';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';

/** `looking` until the server has answered, or cannot be reached. */
export type Search = 'looking' | Exclude<Fetched['kind'], 'here'>;

/**
 * Asks the server for a case that is not on this computer: at once, when asked
 * to, and when there is a network again. Then what was found out stands until
 * something else is: somebody may be writing.
 */
export function useFetchedCase(caseId: string): { readonly search: Search; readonly onTryAgain: () => void } {
  const { fetchCase } = useClient();
  const isOnline = useSyncState(({ connection }) => connection === 'online');
  const [turn, setTurn] = useState(0);
  const question = `${caseId} ${turn} `;
  const asked = `${question}${isOnline}`;
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly search: Search }>();
  useEffect(() => {
    let isWanted = true;
    void fetchCase({ case: caseId }).then(({ kind }) => {
      if (isWanted && kind !== 'here') setAnswer({ asked, search: kind });
    });
    return () => {
      isWanted = false;
    };
  }, [fetchCase, caseId, asked]);
  const search = answer?.asked.startsWith(question) ? answer.search : 'looking';
  return { search, onTryAgain: useCallback(() => setTurn((before) => before + 1), []) };
}
