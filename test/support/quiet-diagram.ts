import type { DiagramActions } from '#renderer/diagram/diagram-context.ts';

/** A diagram in which nothing happens. */
export const quietDiagram: DiagramActions = {
  focusedId: null,
  selectedId: undefined,
  litIds: new Set(),
  travellingId: null,
  describeNode: ({ name }) => name,
  attemptText: String,
  onSelect: () => undefined,
  onHover: () => undefined,
  onFocus: () => undefined,
};
