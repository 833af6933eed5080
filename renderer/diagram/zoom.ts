/** Larger, smaller, or all of it at once. */
import type { DiagramInstance } from './use-fit.ts';

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

export function zoomBy(flow: DiagramInstance, zoom: Zoom): void {
  switch (zoom) {
    case 'in':
      void flow.zoomIn();
      return;
    case 'out':
      void flow.zoomOut();
      return;
    case 'all':
      void flow.fitView({ padding: 0.01, minZoom: leastZoom, maxZoom: 1 });
  }
}
