/** Words as the search compares them: without case, accents or punctuation. */

const word = /[\p{L}\p{M}\p{N}]+/gu;

/** `Emissão` and `emissao` are the same word. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export function wordsOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}

/** Each word with where it stands. */
export function wordsWithPlaces(text: string): readonly { readonly word: string; readonly at: number }[] {
  return [...text.matchAll(word)].map((match) => ({ word: match[0], at: match.index }));
}
