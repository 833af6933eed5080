/**
 * The index of the articles as it is kept for the next start: of each article
 * its place in the search, and in a hash what it said.
 */
import { textHash } from '#shared/lib/text-hash.ts';
import { createEntrySearch, type EntrySearch, entryHash, type IndexedEntry } from './article-entry.ts';
import { createNumberReader } from './number-bytes.ts';

/** The texts hold no line breaks: the form, the ids of the articles, their hashes, the terms. */
export type KeptIndex = {
  readonly texts: readonly string[];
  readonly numbers: Uint8Array<ArrayBuffer>;
};

export type ReadIndex = { readonly search: EntrySearch; readonly hashes: ReadonlyMap<string, string> };

export function writeKept(search: EntrySearch, hashOf: (id: string) => string): KeptIndex {
  const { ids, terms, numbers } = search.toParts();
  return { texts: [keptForm(), ...ids, ...ids.map(hashOf), ...terms], numbers };
}

/** Undefined where another build kept it, or it is not whole. */
export function readKept({ texts, numbers }: KeptIndex): ReadIndex | undefined {
  if (texts[0] !== keptForm()) return undefined;
  const count = createNumberReader(numbers).next();
  const [idsFrom, hashesFrom, termsFrom] = [1, 1 + count, 1 + 2 * count];
  const ids = texts.slice(idsFrom, hashesFrom);
  const search = createEntrySearch();
  if (!search.fill({ ids, terms: texts.slice(termsFrom), numbers })) return undefined;
  return { search, hashes: new Map(ids.map((id, nth) => [id, texts[hashesFrom + nth] ?? ''])) };
}

/** Letters with accents and without, digits, signs, a word twice, nothing in a field. */
const sample: IndexedEntry = {
  id: 'sample',
  title: 'Emissão da NOTA nº 4.812: ¿qué fazer?',
  category: '',
  body: 'Straße, İstanbul, œuvre ﬁnal, fazer_isto; 日本語, naïve co-op, e\u0301 ①, fazer.',
};

let known: string | undefined;

/**
 * What this build makes of a sample. A build that finds other words in it, or
 * writes them down otherwise, has another form, and nobody has to raise a number.
 */
function keptForm(): string {
  if (known === undefined) {
    const search = createEntrySearch();
    search.add(sample);
    const { terms, numbers } = search.toParts();
    known = textHash([entryHash(sample), ...terms, ...numbers].join(' '));
  }
  return known;
}
