/** Words of a flow in a file: the name BPMN has, and ours in every language beside it. */
import { type Language, languages, type Words } from '#shared/lib/words.ts';
import type { Part } from './bpmn-file.ts';
import { partsIn, textIn } from './parts.ts';

/**
 * The words of one kind (`name`, `instruction`) among those of an extension.
 * A file of another tool has one name: `plain`, taken as `language`.
 */
export function readWords(
  extension: Part | undefined,
  of: string,
  plain: string | undefined,
  language: Language,
): Words {
  const words = readWordsIf(extension, of);
  return words ?? { 'pt-BR': '', es: '', en: '', [language]: (plain ?? '').trim() };
}

/** Null where nothing was said. */
export function readWordsIf(extension: Part | undefined, of: string): Words | null {
  const said = partsIn(extension, 'texts').filter((text) => textIn(text, 'of') === of);
  if (said.length === 0) return null;
  const bodies = new Map(said.map((text) => [textIn(text, 'lang'), textIn(text, 'body') ?? '']));
  const inLanguage = (one: Language): string => bodies.get(one) ?? '';
  return { 'pt-BR': inLanguage('pt-BR'), es: inLanguage('es'), en: inLanguage('en') };
}

/** As the properties of `raia:Text` elements. */
export function writeWords(of: string, words: Words | null | undefined): readonly WrittenText[] {
  if (words === null || words === undefined) return [];
  return languages.map((lang) => ({ of, lang, body: words[lang] })).filter(({ body }) => body !== '');
}

export type WrittenText = { readonly of: string; readonly lang: Language; readonly body: string };
