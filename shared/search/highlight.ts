/** Showing why an article was found: the words met, marked, and the passage where they stand. */
import { fold } from '#shared/lib/fold.ts';
import { wordsWithPlaces } from './text.ts';

/** A piece of text; a `isHit` one is a word the query met. */
export type Piece = { readonly text: string; readonly isHit: boolean };

/** The text in pieces, the words met marked whole. `words` are folded. */
export function markHits(text: string, words: readonly string[]): readonly Piece[] {
  const wanted = new Set(words);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { word, at } of wordsWithPlaces(text)) {
    if (!wanted.has(fold(word))) continue;
    if (at > from) pieces.push({ text: text.slice(from, at), isHit: false });
    pieces.push({ text: word, isHit: true });
    from = at + word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
}

/** A passage of about `length` characters, around the first word met, on one line and without Markdown signs. */
export function excerptOf(body: string, words: readonly string[], length: number): string {
  const plain = plainText(body);
  if (plain.length <= length) return plain;
  const wanted = new Set(words);
  const places = wordsWithPlaces(plain);
  const hit = places.find(({ word }) => wanted.has(fold(word)))?.at ?? 0;
  const latest = plain.length - length;
  const start = startOfWord(places, Math.min(Math.max(0, hit - Math.floor(length / 4)), latest));
  const cut = plain.slice(start, start + length);
  const isWhole = start + length >= plain.length;
  const end = isWhole ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2));
  return `${start > 0 ? '… ' : ''}${end.trim()}${isWhole ? '' : ' …'}`;
}

/** Markdown read as a line of prose: for excerpts, and for what is put into a message. */
export function plainText(markdown: string): string {
  return withoutMarks(markdown).replace(/\s+/g, ' ').trim();
}

/** Markdown without its signs, its lines kept: customers read plain text. */
export function withoutMarks(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]\n]*)\]\((\S+?)\)/g, (_, label: string, url: string) =>
      label === '' || label === url ? url : `${label} (${url})`,
    )
    .replace(/^ {0,3}(?:#{1,6}|>)[ \t]+/gm, '')
    .replace(/^ {0,3}(?:```|~~~).*$/gm, '')
    .replace(/(\*\*|__|~~|`)(?=\S)(.+?)\1/g, '$2')
    .replace(/(^|[\s(])[*_](?=\S)([^*_\n]+?)[*_](?=[\s).,;:!?]|$)/gm, '$1$2')
    .replace(/^([ \t]*)[*+][ \t]+/gm, '$1- ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function startOfWord(places: readonly { readonly at: number }[], wanted: number): number {
  return places.findLast(({ at }) => at <= wanted)?.at ?? 0;
}
