import type { Language } from '#shared/lib/words.ts';

/** Each language in its own words, whatever the interface speaks. */
export const languageNames: Readonly<Record<Language, string>> = {
  'pt-BR': 'Português',
  es: 'Español',
  en: 'English',
};
