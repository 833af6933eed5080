/** What of a flow is laid out inside one container, and where events sit on its nodes. */
import type { Boundary, FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Transition } from '#shared/domain/flow/flow-version.ts';
import type { Size } from '../geometry.ts';

/** A boundary event: on the upper or the lower border of its node, so far right of the middle of a column. */
export type Attached = {
  readonly id: string;
  readonly side: 'above' | 'below';
  /** Which of the columns that the node takes. */
  readonly column: number;
  readonly dx: number;
  readonly nameRoom: number;
};

export type Parts = {
  readonly elements: readonly FlowElement[];
  readonly transitions: readonly Transition[];
  readonly boundariesOf: (id: string) => readonly Boundary[];
  readonly laneOf: (id: string) => number;
  readonly laneCount: number;
  /** How large a sub-process is with what is inside it; undefined for one that is empty. */
  readonly insideOf: (id: string) => Size | undefined;
};
