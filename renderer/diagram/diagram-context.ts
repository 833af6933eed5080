/** What the nodes of one drawing share: which is in focus, which paths are lit, how a node is told, and the callbacks. */
import { createContext, use } from 'react';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { must } from '#shared/lib/must.ts';

export type DiagramActions = {
  /** The one node that Tab reaches; arrows move it. */
  readonly focusedId: ElementId | null;
  /** Undefined where nothing can be chosen. */
  readonly selectedId: ElementId | null | undefined;
  readonly litIds: ReadonlySet<string>;
  /** The edge the token has just travelled. */
  readonly travellingId: string | null;
  readonly describeNode: (node: DrawnNode) => string;
  readonly attemptText: (attempt: number) => string;
  readonly onSelect: (id: ElementId) => void;
  readonly onHover: (id: ElementId | null) => void;
  readonly onFocus: (id: ElementId) => void;
};

export const DiagramContext = createContext<DiagramActions | null>(null);

export function useDiagram(): DiagramActions {
  return must(use(DiagramContext), 'a diagram around this node');
}
