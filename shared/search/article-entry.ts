/** What of an article is searched, and by which words. */
import type { Article } from '#shared/domain/knowledge/article.ts';
import { fold } from '#shared/lib/fold.ts';
import { textHash } from '#shared/lib/text-hash.ts';
import { LastingSearch } from './lasting-search.ts';
import { wordsOf } from './text.ts';

/** The part of an article that is searched. */
export type ArticleEntry = Pick<Article, 'id' | 'title' | 'body' | 'category' | 'language' | 'status'>;

const fields = ['title', 'category', 'body'] as const;

/** What of it is indexed. */
export type IndexedEntry = { readonly id: string } & Pick<ArticleEntry, (typeof fields)[number]>;

export type EntrySearch = LastingSearch<IndexedEntry>;

export function createEntrySearch(): EntrySearch {
  return new LastingSearch({
    fields: [...fields],
    tokenize: (text) => [...wordsOf(text)],
    processTerm: fold,
  });
}

/** The same for what would be indexed the same. */
export function entryHash(entry: IndexedEntry): string {
  return textHash(fields.map((field) => entry[field]).join('\0'));
}

export function entryLetters(entry: IndexedEntry): number {
  return fields.reduce((sum, field) => sum + entry[field].length, 0);
}
