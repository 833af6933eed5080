/** What is searched and open in the knowledge base of this window. */
import { create } from 'zustand';
import type { Article } from '#shared/domain/knowledge/article.ts';
import type { Language } from '#shared/lib/words.ts';

type KnowledgeState = {
  readonly text: string;
  readonly language: Language | null;
  readonly status: Article['status'] | null;
  /** The article whose editor was opened, even if nothing was typed yet. */
  readonly writingId: string | null;
  readonly textTyped: (text: string) => void;
  readonly languageChosen: (language: Language | null) => void;
  readonly statusChosen: (status: Article['status'] | null) => void;
  readonly filtersCleared: () => void;
  readonly writingStarted: (articleId: string) => void;
  readonly writingEnded: () => void;
};

export const useKnowledgeStore = create<KnowledgeState>()((set) => ({
  text: '',
  language: null,
  status: null,
  writingId: null,
  textTyped: (text) => set({ text }),
  languageChosen: (language) => set({ language }),
  statusChosen: (status) => set({ status }),
  filtersCleared: () => set({ language: null, status: null }),
  writingStarted: (articleId) => set({ writingId: articleId }),
  writingEnded: () => set({ writingId: null }),
}));
