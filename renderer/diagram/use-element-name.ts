import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Words } from '#shared/lib/words.ts';

type Named = { readonly kind: FlowElement['kind']; readonly name: string | Words };

/** What an element is called; one without a name, as joins often are, by what it is. */
export function useElementName(): (element: Named) => string {
  const { t } = useTranslation('map');
  const words = useWords();
  return useCallback(
    ({ kind, name }) => (typeof name === 'string' ? name : words(name)).trim() || t(`kind.${kind}`),
    [t, words],
  );
}
