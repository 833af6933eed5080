/** What is asked of the queue: which cases, and in what order. */
import type { LaneTone } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';

export const queueViews = ['mine', 'unassigned', 'open', 'waiting', 'ended'] as const;
export type QueueView = (typeof queueViews)[number];

export const queueOrders = ['changed', 'oldest', 'priority'] as const;
export type QueueOrder = (typeof queueOrders)[number];

export type CaseQuery = {
  /** `any`: open and ended alike. */
  readonly view: QueueView | 'any';
  readonly order: QueueOrder;
  /** One lane alone, or every lane. */
  readonly tone: LaneTone | null;
  /** One step alone, as the board asks for it. */
  readonly stepId: ElementId | null;
  /** Every word of it, without accents, anywhere in the line. */
  readonly text: string;
};

/** What a person chose. */
export type QueueQuery = CaseQuery & { readonly view: QueueView };
