/** The words of a text, as the index and the marks both see them. */

const word = /[\p{L}\p{M}\p{N}]+/gu;

export function wordsOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}

/** Each word with where it stands. */
export function wordsWithPlaces(text: string): readonly { readonly word: string; readonly at: number }[] {
  return [...text.matchAll(word)].map((match) => ({ word: match[0], at: match.index }));
}
