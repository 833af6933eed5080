/** Larger, smaller, or all of it at once. */
import type { Size } from '#shared/diagram/geometry.ts';
import { type DiagramInstance, viewportOf } from './use-fit.ts';

export type Zoom = 'in' | 'out' | 'all';

/** The largest flows are seen whole at the least. */
export const leastZoom = 0.1;
export const mostZoom = 2;

const keys: Readonly<Record<string, Zoom>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'all' };

/** With Ctrl or Cmd they are the browser's own. */
export function zoomOfKey(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): Zoom | undefined {
  return event.ctrlKey || event.metaKey ? undefined : keys[event.key];
}

/** All of a drawing that fits is seen as it was at first. */
export function zoomBy(
  flow: Pick<DiagramInstance, 'zoomIn' | 'zoomOut' | 'setViewport'>,
  zoom: Zoom,
  drawing: Size,
  room: Size,
): void {
  switch (zoom) {
    case 'in':
      void flow.zoomIn();
      return;
    case 'out':
      void flow.zoomOut();
      return;
    case 'all':
      void flow.setViewport(viewportOf(drawing, room, { x: 0, y: 0 }, leastZoom));
  }
}
