/**
 * A flow ready to be drawn, whatever draws it: bands, shapes and lines with
 * their places, states and words in one language. React Flow shows it on
 * screen; the server can print the same as SVG.
 */
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { LaneTone } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, LaneId, TransitionId } from '#shared/domain/flow/ids.ts';
import type { Box, LabelPlace, NameSide, Point } from './geometry.ts';
import type { Sign } from './signs.ts';

export type DrawnLane = {
  readonly id: LaneId;
  readonly name: string;
  readonly tone: LaneTone;
  readonly box: Box;
};

export type NodeState =
  /** No case in view: the design as such. */
  | 'plain'
  /** The case has been here; solid. */
  | 'travelled'
  /** The token is here; glows. */
  | 'present'
  /** The case may come here; dashed lines lead to it. */
  | 'possible'
  /** An escalation comes back here; hollow. */
  | 'returns-here';

export type DrawnNode = {
  readonly id: ElementId;
  readonly kind: FlowElement['kind'];
  readonly sign: Sign | null;
  readonly box: Box;
  /** Where it belongs; one that is inside another may be drawn in the band of another lane. */
  readonly laneId: LaneId;
  readonly tone: LaneTone;
  readonly letter: string;
  readonly name: string;
  /** Where a circle or a diamond has its name: where no line goes. */
  readonly nameSide: NameSide;
  readonly second: string | null;
  /** Open cases here, outside the corner. */
  readonly badge: number | null;
  readonly state: NodeState;
  /** Which pass this is; told from the second on. */
  readonly attempt: number;
  /** The numbers of the outcome buttons that lead here. */
  readonly numbers: readonly number[];
  /** `paused`: a token is here that cannot go on by itself. */
  readonly mark: 'tick' | 'pending' | 'paused' | null;
  /** Name and number in small type; `dot` has room for the letter only. */
  readonly look: 'full' | 'small' | 'dot';
};

export type DrawnEdge = {
  readonly id: string;
  readonly from: ElementId;
  readonly to: ElementId;
  readonly transitions: readonly TransitionId[];
  readonly points: readonly Point[];
  readonly state: 'plain' | 'travelled' | 'possible' | 'escalation' | 'message';
  readonly tone: LaneTone;
  readonly label: string | null;
  /** Where its name stands; null without one. */
  readonly labelPlace: LabelPlace | null;
  /** How often it was travelled. */
  readonly times: number;
};

export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly DrawnLane[];
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
};
