import { create } from 'zustand';
import { type ComposerField, composerFields } from '#renderer/data/draft-keys.ts';
import { readStored, writeStored } from '#renderer/ui/stored.ts';
import type { TransitionId } from '#shared/domain/flow/ids.ts';
import type { SeenToken } from './looked-at.ts';

/** What is open and in focus on the case screen. Texts are drafts and live in `data`. */
type CaseStore = {
  readonly caseId: string | null;
  readonly tab: ComposerField;
  /** Whose words the message tab records. */
  readonly speaker: 'agent' | 'customer';
  /** The outcome whose button or path has the focus: the map lights it. */
  readonly focusedOutcome: TransitionId | null;
  /** What was on the screen last, chosen or not; null as a case is opened. */
  readonly seenToken: SeenToken | null;
  /** Which half shows where both do not fit. */
  readonly half: 'conversation' | 'step';
  /** Another case starts where every case starts; the same one stays as it was left. */
  readonly caseOpened: (caseId: string) => void;
  readonly tabChosen: (tab: ComposerField) => void;
  readonly speakerChosen: (speaker: 'agent' | 'customer') => void;
  readonly outcomeFocused: (outcome: TransitionId | null) => void;
  readonly placeChosen: (token: SeenToken) => void;
  readonly placeShown: (token: SeenToken) => void;
  readonly halfChosen: (half: 'conversation' | 'step') => void;
};

const tabName = 'raia.case-tab';

export const useCaseStore = create<CaseStore>((set, get) => ({
  ...lastTab(),
  speaker: 'agent',
  focusedOutcome: null,
  seenToken: null,
  half: 'conversation',
  caseOpened: (caseId) =>
    set((state) =>
      state.caseId === caseId
        ? state
        : {
            ...{ caseId, tab: 'message', speaker: 'agent', half: 'conversation' },
            ...{ focusedOutcome: null, seenToken: null },
          },
    ),
  tabChosen: (tab) => {
    writeStored(tabName, `${get().caseId} ${tab}`, 'window');
    set({ tab });
  },
  speakerChosen: (speaker) => set({ speaker }),
  outcomeFocused: (focusedOutcome) => set({ focusedOutcome }),
  placeChosen: (seenToken) => set({ seenToken, focusedOutcome: null }),
  placeShown: (seenToken) => set({ seenToken }),
  halfChosen: (half) => set({ half }),
}));

/** A reload leaves the case on the text it was on. */
function lastTab(): Pick<CaseStore, 'caseId' | 'tab'> {
  const [caseId = null, name] = readStored(tabName, 'window')?.split(' ') ?? [];
  const tab = composerFields.find((field) => field === name) ?? 'message';
  return { caseId, tab };
}
