/** What the small map of a case is made from, and what it is. */
import type { Drawing } from '#shared/diagram/drawing.ts';
import type { Link } from '#shared/diagram/fold.ts';
import type { Stop } from '#shared/diagram/trail.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { JoinProgress } from '#shared/domain/flow/joins.ts';
import type { Token } from '#shared/domain/flow/position.ts';
import type { Language } from '#shared/lib/words.ts';

export type MiniInput = {
  readonly version: FlowVersion;
  readonly trail: readonly Stop[];
  /** The one that is looked at: what is behind it is its own way. Null once the case has ended. */
  readonly token: Token | null;
  /** All there are: some may wait for others at a join. */
  readonly tokens: readonly Token[];
  readonly language: Language;
  readonly width: number;
  /** Written on the place an escalation comes back to. */
  readonly returnsHere: string;
  /** What stands on a node: joins often have no name of their own. */
  readonly nameOf: (element: FlowElement) => string;
  /** Written on a join where some have come: "Here: 1 of 2". */
  readonly joinText: (progress: JoinProgress) => string;
};

/** The ways out of the present in the order of their buttons, each with the place it leads to. */
export type NextWay = Link & { readonly number: number };

export type MiniMap = {
  readonly drawing: Drawing;
  readonly present: ElementId | null;
  readonly next: readonly NextWay[];
  /** Places it came by before those drawn. */
  readonly before: number;
  /** Steps that can still come after those drawn. */
  readonly ahead: number;
};
