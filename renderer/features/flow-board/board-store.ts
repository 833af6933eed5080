import { create } from 'zustand';
import { readStored, writeStored } from '#renderer/ui/stored.ts';

type BoardStore = {
  /** The flow that was looked at last; it may be gone. */
  readonly flowId: string | null;
  readonly flowChosen: (flowId: string) => void;
};

const flowKey = 'raia.board-flow';

export const useBoardStore = create<BoardStore>((set) => ({
  flowId: readStored(flowKey),
  flowChosen: (flowId) => {
    writeStored(flowKey, flowId);
    set({ flowId });
  },
}));
