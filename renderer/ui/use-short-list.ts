import { useMemo } from 'react';
import { useLanguage } from './use-words.ts';

/** As many as a line has room for. */
const mostTold = 3;

/** Names in one line; of many, the first ones and that there are more. */
export function useShortList(): (names: readonly string[]) => string {
  const language = useLanguage();
  return useMemo(() => {
    const list = new Intl.ListFormat(language);
    return (names) => list.format(names.length > mostTold ? [...names.slice(0, mostTold), '…'] : names);
  }, [language]);
}
