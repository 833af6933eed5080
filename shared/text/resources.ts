/**
 * Every word people read, by language and namespace.
 *
 * pt-BR is the reference: a key missing in another language, or one too many,
 * does not compile.
 */
import type { Language } from '#shared/lib/words.ts';
import enCommon from './en/common.json' with { type: 'json' };
import esCommon from './es/common.json' with { type: 'json' };
import ptCommon from './pt-BR/common.json' with { type: 'json' };

const reference = {
  common: ptCommon,
};

export type Texts = typeof reference;
export type Namespace = keyof Texts;

export const resources: Readonly<Record<Language, Texts>> = {
  'pt-BR': reference,
  es: {
    common: esCommon,
  },
  en: {
    common: enCommon,
  },
};
