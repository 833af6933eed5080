import { useState } from 'react';
import type { ArchiveSearch } from '#renderer/data/client.ts';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { askedWords } from '#shared/search/archive-words.ts';

export type ArchiveWords = {
  /** What would be searched for; null where hardly anything is typed. */
  readonly text: string | null;
  readonly isOnline: boolean;
  readonly onSearch: () => void;
  /** For what is typed now; null until somebody asks. */
  readonly search: 'looking' | ArchiveSearch | null;
};

/** Looks through the archive at the server by what is typed, when somebody asks for that. */
export function useArchiveWords(query: string): ArchiveWords {
  const { searchArchive } = useClient();
  const isOnline = useSyncState(({ connection }) => connection === 'online');
  const [asked, setAsked] = useState<{ readonly text: string; readonly search: 'looking' | ArchiveSearch }>();
  const text = query.trim();
  const onSearch = (): void => {
    setAsked({ text, search: 'looking' });
    void searchArchive(text).then((search) =>
      // Something else may have been asked meanwhile.
      setAsked((latest) => (latest?.text === text ? { text, search } : latest)),
    );
  };
  return {
    // Half of all words begin with the same few letters.
    text: askedWords(text).join('').length < 2 ? null : text,
    isOnline,
    onSearch,
    search: asked?.text === text ? asked.search : null,
  };
}
