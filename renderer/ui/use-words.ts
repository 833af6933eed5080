/** The language of the interface, and the words a company wrote in it. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage, type Language, languageSchema, type Words } from '#shared/lib/words.ts';

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  const known = languageSchema.safeParse(i18n.language);
  return known.success ? known.data : 'pt-BR';
}

/** Picks the words of the present language, such as the name of a step. */
export function useWords(): (words: Words) => string {
  const language = useLanguage();
  return useCallback((words) => inLanguage(words, language), [language]);
}
