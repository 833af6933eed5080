/** What of a flow is laid out inside one container, and where events sit on its nodes. */
import type { Boundary, FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { Words } from '#shared/lib/words.ts';
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

type Arrow = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: Words | null;
};

export type Parts = {
  readonly elements: readonly FlowElement[];
  readonly transitions: readonly Arrow[];
  readonly boundariesOf: (id: string) => readonly Boundary[];
  readonly laneOf: (id: string) => number;
  readonly laneCount: number;
  /** How large a sub-process is with what is inside it; undefined for one that is empty. */
  readonly insideOf: (id: string) => Size | undefined;
};
