/** The words of the interface, taken from where the interface takes them, so that a better wording breaks no test. */
import type { Language } from '#shared/lib/words.ts';
import { createTranslator } from '#shared/text/translator.ts';

const namespaces = [
  'common',
  'board',
  'carried',
  'case',
  'computer',
  'files',
  'knowledge',
  'map',
  'migration',
  'queue',
  'refusals',
  'session',
  'shell',
  'sync',
] as const;

export function wordsIn(language: Language) {
  return createTranslator(language).getFixedT(language, namespaces);
}
export type Say = ReturnType<typeof wordsIn>;

/** A text with its braces filled by anything, from its beginning to its end. */
export function pattern(text: string): RegExp {
  const parts = text.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
