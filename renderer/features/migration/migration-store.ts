import { create } from 'zustand';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { ElementMapping } from '#shared/domain/flow/migrate.ts';

/** From one version of a flow to another, by their ids. */
export type Pair = { readonly fromId: string; readonly toId: string };

/** What somebody has planned and not done: it is there again when they come back from a case. */
type MigrationStore = {
  /** The versions that are looked at, by flow. */
  readonly pairs: Readonly<Record<string, Pair>>;
  /** Where they led places to, by the pair. */
  readonly led: Readonly<Record<string, ElementMapping>>;
  readonly pairChosen: (flowId: string, pair: Pair) => void;
  readonly placeLed: (pair: Pair, place: ElementId, target: ElementId) => void;
};

export const useMigrationStore = create<MigrationStore>((set) => ({
  pairs: {},
  led: {},
  pairChosen: (flowId, pair) => set(({ pairs }) => ({ pairs: { ...pairs, [flowId]: pair } })),
  placeLed: (pair, place, target) =>
    set(({ led }) => {
      const key = pairKey(pair);
      return { led: { ...led, [key]: new Map(led[key]).set(place, target) } };
    }),
}));

export function pairKey({ fromId, toId }: Pair): string {
  return `${fromId} ${toId}`;
}
