/** The language of the interface: chosen on this device, else the person's, else the system's. */
import type { i18n } from 'i18next';
import { readStored, writeStored } from '#renderer/ui/stored.ts';
import { findLanguage, type Language, languageSchema } from '#shared/lib/words.ts';
import { createTranslator } from '#shared/text/translator.ts';

const key = 'raia.language';

export const translator: i18n = createTranslator(chosenLanguage() ?? systemLanguage());
document.documentElement.lang = translator.language;

export function chooseLanguage(language: Language): void {
  writeStored(key, language);
  speak(language);
}

/** The language of whoever signed in, unless one was chosen on this device. */
export function followPerson(language: Language): void {
  if (chosenLanguage() === undefined) speak(language);
}

function speak(language: Language): void {
  void translator.changeLanguage(language);
  document.documentElement.lang = language;
}

function chosenLanguage(): Language | undefined {
  return languageSchema.safeParse(readStored(key)).data;
}

function systemLanguage(): Language {
  for (const wanted of navigator.languages) {
    const found = findLanguage(wanted);
    if (found !== undefined) return found;
  }
  return 'pt-BR';
}
