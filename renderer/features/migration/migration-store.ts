import { create } from 'zustand';

/** From one version of a flow to another, by their ids. */
export type Pair = { readonly fromId: string; readonly toId: string };

type MigrationStore = {
  /** The versions that are looked at, by flow: there again when somebody comes back from a case. */
  readonly pairs: Readonly<Record<string, Pair>>;
  readonly pairChosen: (flowId: string, pair: Pair) => void;
};

export const useMigrationStore = create<MigrationStore>((set) => ({
  pairs: {},
  pairChosen: (flowId, pair) => set(({ pairs }) => ({ pairs: { ...pairs, [flowId]: pair } })),
}));

export function pairKey({ fromId, toId }: Pair): string {
  return `${fromId} ${toId}`;
}
