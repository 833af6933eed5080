/** What every row needs to put itself in words, read once for the whole list. */
import type { TFunction } from 'i18next';
import { createContext, use } from 'react';
import type { Pins } from '#renderer/data/pins.ts';
import { must } from '#shared/lib/must.ts';
import type { Language, Words } from '#shared/lib/words.ts';

export type RowWords = {
  readonly t: TFunction<readonly ['queue', 'sync']>;
  readonly words: (words: Words) => string;
  readonly language: Language;
  /** The moment ages are counted to, the same for every row. */
  readonly now: number;
  /** Cases with a change of the person's that was not applied. */
  readonly refused: ReadonlyMap<string, number>;
  readonly pins: Pins;
};

export const RowContext = createContext<RowWords | null>(null);

export function useRowWords(): RowWords {
  return must(use(RowContext), 'the words of the queue around a row');
}
