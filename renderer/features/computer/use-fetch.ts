import { useState } from 'react';
import { type FetchEnd, fetchAll } from '#renderer/data/fetch-all.ts';
import { useClient } from '#renderer/data/hooks.ts';
import type { Row } from '#shared/domain/kinds.ts';

export type FetchState = 'idle' | 'fetching' | FetchEnd;

/** Brings files here, and tells how that ended. */
export function useFetch(): {
  readonly state: FetchState;
  readonly fetch: (wanted: readonly Row<'attachment'>[]) => void;
} {
  const { files } = useClient();
  const [state, setState] = useState<FetchState>('idle');
  const fetch = async (wanted: readonly Row<'attachment'>[]) => {
    if (state === 'fetching') return;
    setState('fetching');
    const { end } = await fetchAll(files, [...new Set(wanted.map(({ doc }) => doc.sha256))]);
    setState(end);
  };
  return { state, fetch: (wanted) => void fetch(wanted) };
}
