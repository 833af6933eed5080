/** The one i18next instance of a process, and the types that make a missing key an error. */
import i18next, { type i18n } from 'i18next';
import type { Language } from '#shared/lib/words.ts';
import { type Namespace, resources, type Texts } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}

/** An instance of its own, ready at once: the words are part of the program. */
export function createTranslator(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'pt-BR',
    resources: { ...resources },
    ns: Object.keys(resources['pt-BR']) as Namespace[],
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
