/** What the search worker and the interface say to each other. */
import type { Bytes } from '#renderer/data/blobs.ts';
import type { ArticleEntry } from '#shared/search/article-entry.ts';
import type { ArticleQuery } from '#shared/search/article-index.ts';
import type { Piece } from '#shared/search/highlight.ts';

export type FoundArticle = {
  readonly id: string;
  readonly title: readonly Piece[];
  readonly excerpt: readonly Piece[];
};

export type SearchRequest =
  /** Forget everything; these were kept, and are worth what is fed of them. */
  | { readonly kind: 'begin'; readonly kept: Bytes | null }
  | {
      readonly kind: 'feed';
      readonly put: readonly ArticleEntry[];
      readonly drop: readonly string[];
      /** With this, all there are. */
      readonly isAll: boolean;
    }
  | { readonly kind: 'find'; readonly seq: number; readonly query: ArticleQuery }
  /** Give the index away to be kept, if that is worth it. */
  | { readonly kind: 'give'; readonly seq: number };

export type SearchAnswer =
  /** The worker is there. */
  | { readonly kind: 'here' }
  | { readonly kind: 'found'; readonly seq: number; readonly found: readonly FoundArticle[] }
  | { readonly kind: 'given'; readonly seq: number; readonly bytes: Bytes };
