import { create } from 'zustand';
import { type ComposerField, composerFields } from '#renderer/data/draft-keys.ts';
import { readStored, writeStored } from '#renderer/ui/stored.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import type { TokenId } from '#shared/domain/flow/position.ts';

/** A token, and where it stood when it was chosen. */
export type ChosenPlace = { readonly tokenId: TokenId; readonly elementId: ElementId };

/** What is open and in focus on the case screen. Texts are drafts and live in `data`. */
type CaseStore = {
  readonly caseId: string | null;
  readonly tab: ComposerField;
  /** Whose words the message tab records. */
  readonly speaker: 'agent' | 'customer';
  /** The outcome whose button or path has the focus: the map lights it. */
  readonly focusedOutcome: TransitionId | null;
  /** The token that is looked at, where the case stands at several places; else the first with work for whoever looks. */
  readonly chosenPlace: ChosenPlace | null;
  /** Which half shows where both do not fit. */
  readonly half: 'conversation' | 'step';
  /** Another case starts where every case starts; the same one stays as it was left. */
  readonly caseOpened: (caseId: string) => void;
  readonly tabChosen: (tab: ComposerField) => void;
  readonly speakerChosen: (speaker: 'agent' | 'customer') => void;
  readonly outcomeFocused: (outcome: TransitionId | null) => void;
  readonly placeChosen: (place: ChosenPlace) => void;
  readonly halfChosen: (half: 'conversation' | 'step') => void;
};

const tabName = 'raia.case-tab';

export const useCaseStore = create<CaseStore>((set, get) => ({
  ...lastTab(),
  speaker: 'agent',
  focusedOutcome: null,
  chosenPlace: null,
  half: 'conversation',
  caseOpened: (caseId) =>
    set((state) =>
      state.caseId === caseId
        ? state
        : {
            ...{ caseId, tab: 'message', speaker: 'agent', half: 'conversation' },
            ...{ focusedOutcome: null, chosenPlace: null },
          },
    ),
  tabChosen: (tab) => {
    writeStored(tabName, `${get().caseId} ${tab}`, 'window');
    set({ tab });
  },
  speakerChosen: (speaker) => set({ speaker }),
  outcomeFocused: (focusedOutcome) => set({ focusedOutcome }),
  placeChosen: (chosenPlace) => set({ chosenPlace, focusedOutcome: null }),
  halfChosen: (half) => set({ half }),
}));

/** A reload leaves the case on the text it was on. */
function lastTab(): Pick<CaseStore, 'caseId' | 'tab'> {
  const [caseId = null, name] = readStored(tabName, 'window')?.split(' ') ?? [];
  const tab = composerFields.find((field) => field === name) ?? 'message';
  return { caseId, tab };
}
