/**
 * Every word people read, by language and namespace.
 *
 * pt-BR is the reference: a key missing in another language, or one too many,
 * does not compile.
 */
import type { Language } from '#shared/lib/words.ts';
import enCommon from './en/common.json' with { type: 'json' };
import enDesktop from './en/desktop.json' with { type: 'json' };
import esCommon from './es/common.json' with { type: 'json' };
import esDesktop from './es/desktop.json' with { type: 'json' };
import ptCommon from './pt-BR/common.json' with { type: 'json' };
import ptDesktop from './pt-BR/desktop.json' with { type: 'json' };

const reference = {
  common: ptCommon,
  desktop: ptDesktop,
};

export type Texts = typeof reference;
export type Namespace = keyof Texts;

export const resources: Readonly<Record<Language, Texts>> = {
  'pt-BR': reference,
  es: {
    common: esCommon,
    desktop: esDesktop,
  },
  en: {
    common: enCommon,
    desktop: enDesktop,
  },
};
