/** What is asked of the queue: which cases, and in what order. */
import type { ElementId, FlowId } from '#shared/domain/flow/ids.ts';
import type { LaneKey } from './lanes.ts';

export const queueViews = ['mine', 'unassigned', 'open', 'waiting', 'ended'] as const;
export type QueueView = (typeof queueViews)[number];

export const queueOrders = ['changed', 'oldest', 'priority'] as const;
export type QueueOrder = (typeof queueOrders)[number];

/** A step of a flow, whatever its version: flows may call their steps alike. */
export type StepKey = `${FlowId} ${ElementId}`;

export function toStepKey(flowId: FlowId, stepId: ElementId): StepKey {
  return `${flowId} ${stepId}`;
}

export type CaseQuery = {
  /** `any`: open and ended alike. */
  readonly view: QueueView | 'any';
  readonly order: QueueOrder;
  /** One lane alone, or every lane. */
  readonly laneKey: LaneKey | null;
  /** One step alone, as the board asks for it. */
  readonly stepKey: StepKey | null;
  /** Every word of it, without accents, anywhere in the line. */
  readonly text: string;
};

/** What a person chose. */
export type QueueQuery = CaseQuery & { readonly view: QueueView };
