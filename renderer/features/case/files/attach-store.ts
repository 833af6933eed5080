import { create } from 'zustand';
import type { BlobErrorKind } from '#renderer/data/blobs.ts';

/** A file that could not be attached, and why. */
export type FileProblem = {
  readonly name: string;
  readonly reason: 'too-large' | 'empty' | 'name-too-long' | 'too-many' | 'unreadable' | BlobErrorKind;
};

/** Files on their way to this computer's disk, and those that did not get there. The chosen ones are drafts. */
type AttachStore = {
  /** How many are being kept, by case. */
  readonly keeping: Readonly<Record<string, number>>;
  readonly problems: Readonly<Record<string, readonly FileProblem[]>>;
  readonly keepingBegan: (caseId: string, count: number) => void;
  readonly keepingEnded: (caseId: string) => void;
  readonly failed: (caseId: string, problem: FileProblem) => void;
  readonly problemsCleared: (caseId: string) => void;
};

export const useAttachStore = create<AttachStore>((set) => ({
  keeping: {},
  problems: {},
  keepingBegan: (caseId, count) =>
    set(({ keeping }) => ({ keeping: { ...keeping, [caseId]: (keeping[caseId] ?? 0) + count } })),
  keepingEnded: (caseId) =>
    set(({ keeping }) => ({ keeping: { ...keeping, [caseId]: (keeping[caseId] ?? 1) - 1 } })),
  failed: (caseId, problem) =>
    set(({ problems }) => ({ problems: { ...problems, [caseId]: [...(problems[caseId] ?? []), problem] } })),
  problemsCleared: (caseId) => set(({ problems }) => ({ problems: { ...problems, [caseId]: [] } })),
}));
