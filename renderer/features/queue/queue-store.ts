import { create } from 'zustand';
import { readStored, writeStored } from '#renderer/ui/stored.ts';
import type { LaneKey } from './lanes.ts';
import {
  type QueueOrder,
  type QueueQuery,
  type QueueView,
  queueOrders,
  queueViews,
  type StepKey,
} from './queue-query.ts';

type QueueStore = QueueQuery & {
  readonly viewChosen: (view: QueueView) => void;
  readonly orderChosen: (order: QueueOrder) => void;
  readonly laneChosen: (laneKey: LaneKey | null) => void;
  /** The open cases of one step, whoever has them. */
  readonly stepChosen: (stepKey: StepKey) => void;
  readonly textTyped: (text: string) => void;
  readonly filterCleared: () => void;
};

/** A person's day begins with the list it ended with. What they searched for is not kept. */
const viewKey = 'raia.queue-view';
const orderKey = 'raia.queue-order';

export const useQueueStore = create<QueueStore>((set) => ({
  view: storedOf(viewKey, queueViews, 'mine'),
  order: storedOf(orderKey, queueOrders, 'changed'),
  laneKey: null,
  stepKey: null,
  text: '',
  viewChosen: (view) => {
    writeStored(viewKey, view);
    set({ view, stepKey: null });
  },
  orderChosen: (order) => {
    writeStored(orderKey, order);
    set({ order });
  },
  laneChosen: (laneKey) => set({ laneKey }),
  stepChosen: (stepKey) => set({ view: 'open', laneKey: null, stepKey, text: '' }),
  textTyped: (text) => set({ text }),
  filterCleared: () => set({ text: '', laneKey: null, stepKey: null }),
}));

function storedOf<T extends string>(key: string, known: readonly T[], usual: T): T {
  const stored = readStored(key);
  return known.find((value) => value === stored) ?? usual;
}
