import { create } from 'zustand';
import type { ElementId, LaneTone } from '#shared/domain/flow/flow-version.ts';
import type { QueueOrder, QueueQuery, QueueView } from './queue-query.ts';

type QueueStore = QueueQuery & {
  readonly viewChosen: (view: QueueView) => void;
  readonly orderChosen: (order: QueueOrder) => void;
  /** The same lane again shows every lane. */
  readonly laneToggled: (tone: LaneTone) => void;
  /** The open cases of one step, whoever has them. */
  readonly stepChosen: (stepId: ElementId) => void;
  readonly textTyped: (text: string) => void;
  readonly filterCleared: () => void;
};

export const useQueueStore = create<QueueStore>((set) => ({
  view: 'mine',
  order: 'changed',
  tone: null,
  stepId: null,
  text: '',
  viewChosen: (view) => set({ view, stepId: null }),
  orderChosen: (order) => set({ order }),
  laneToggled: (tone) => set((state) => ({ tone: state.tone === tone ? null : tone })),
  stepChosen: (stepId) => set({ view: 'open', tone: null, stepId, text: '' }),
  textTyped: (text) => set({ text }),
  filterCleared: () => set({ text: '', tone: null, stepId: null }),
}));
