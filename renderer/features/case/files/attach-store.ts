import { create } from 'zustand';
import type { BlobErrorKind } from '#renderer/data/blobs.ts';
import type { DraftKey } from '#renderer/data/client.ts';

/** A file that could not be attached, and why. */
export type FileProblem = {
  /** Tells it from others of this draft; grows. */
  readonly id: number;
  readonly name: string;
  readonly reason: 'too-large' | 'empty' | 'name-too-long' | 'too-many' | 'unreadable' | BlobErrorKind;
};

/** Files on their way to this computer's disk, and those that did not get there. The chosen ones are drafts. */
type AttachStore = {
  /** How many are being kept, by the draft they are chosen for. */
  readonly keeping: Readonly<Record<DraftKey, number>>;
  readonly problems: Readonly<Record<DraftKey, readonly FileProblem[]>>;
  readonly keepingBegan: (key: DraftKey, count: number) => void;
  readonly keepingEnded: (key: DraftKey) => void;
  readonly failed: (key: DraftKey, problem: Omit<FileProblem, 'id'>) => void;
  readonly problemsCleared: (key: DraftKey) => void;
};

export const useAttachStore = create<AttachStore>((set) => ({
  keeping: {},
  problems: {},
  keepingBegan: (key, count) =>
    set(({ keeping }) => ({ keeping: { ...keeping, [key]: (keeping[key] ?? 0) + count } })),
  keepingEnded: (key) => set(({ keeping }) => ({ keeping: { ...keeping, [key]: (keeping[key] ?? 1) - 1 } })),
  failed: (key, problem) =>
    set(({ problems }) => {
      const before = problems[key] ?? [];
      const id = (before.at(-1)?.id ?? 0) + 1;
      return { problems: { ...problems, [key]: [...before, { ...problem, id }] } };
    }),
  problemsCleared: (key) => set(({ problems }) => ({ problems: { ...problems, [key]: [] } })),
}));
