import { create } from 'zustand';

type MapStore = {
  /** What the person last chose in this session; null follows the case. */
  readonly choice: 'open' | 'closed' | null;
  readonly toggled: (choice: 'open' | 'closed') => void;
};

export const useMapStore = create<MapStore>((set) => ({
  choice: null,
  toggled: (choice) => set({ choice }),
}));
