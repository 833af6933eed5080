import { findLanguage, type Language } from '#shared/lib/words.ts';
import { createTranslator } from '#shared/text/translator.ts';

/** The one of our languages closest to what the computer speaks. */
export function closestLanguage(locale: string): Language {
  return findLanguage(locale) ?? 'en';
}

/** The shell's own words. */
export function shellWords(locale: string) {
  const language = closestLanguage(locale);
  return createTranslator(language).getFixedT(language, 'desktop');
}
export type ShellWords = ReturnType<typeof shellWords>;
