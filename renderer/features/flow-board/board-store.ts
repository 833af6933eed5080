import { create } from 'zustand';
import { readStored, writeStored } from '#renderer/ui/stored.ts';
import type { Words } from '#shared/lib/words.ts';

type BoardStore = {
  /** The flow that was looked at last; it may be gone. */
  readonly flowId: string | null;
  readonly flowChosen: (flowId: string) => void;
  /** Puts the cases of the step that is shown right together; null where none stand there, or no board is shown. */
  readonly repair: { readonly step: Words; readonly begin: () => void } | null;
  readonly repairOffered: (repair: BoardStore['repair']) => void;
};

const flowKey = 'raia.board-flow';

export const useBoardStore = create<BoardStore>((set) => ({
  flowId: readStored(flowKey),
  flowChosen: (flowId) => {
    writeStored(flowKey, flowId);
    set({ flowId });
  },
  repair: null,
  repairOffered: (repair) => set({ repair }),
}));
