/** What a window asks its journal worker. */
export type JournalCall =
  /** Resolves where this browser lets us keep files. */
  | { readonly kind: 'start' }
  | { readonly kind: 'open'; readonly epoch: number }
  | { readonly kind: 'append' | 'compact'; readonly lines: readonly string[] }
  | { readonly kind: 'close' };
