import type { ReactFlowInstance } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import type { Drawing } from '#shared/diagram/drawing.ts';
import { centreOf, type Point, type Size } from '#shared/diagram/geometry.ts';
import type { FlowEdgeType } from './edges/flow-edge.tsx';
import type { LaneNodeType } from './nodes/lane-node.tsx';
import type { ElementNode } from './nodes/step-node.tsx';

/** Below this, names are too small to read; the drawing is then moved instead of shrunk. */
const leastReadable = 0.7;
/** What fits grows up to this, and no further. */
const mostFitted = 1.35;

export type DiagramInstance = ReactFlowInstance<LaneNodeType | ElementNode, FlowEdgeType>;

export type Viewport = { readonly x: number; readonly y: number; readonly zoom: number };

/** Keeps the whole drawing in view, or as much as can be read with the token in it. */
export function useFit(
  frame: RefObject<HTMLElement | null>,
  flow: DiagramInstance | null,
  drawing: Drawing,
  view: 'fixed' | 'window',
  tokenId: string | null,
): void {
  const { width, height } = drawing;
  const token = drawing.nodes.find(({ id }) => id === tokenId);
  const { x, y } = token === undefined ? { x: 0, y: 0 } : centreOf(token.box);
  // Numbers, not the drawing: a count that changes must not move what somebody has moved.
  useEffect(() => {
    const element = frame.current;
    if (element === null || flow === null || view === 'fixed') return;
    const show = () => {
      void flow.setViewport(viewportOf({ width, height }, roomIn(element), { x, y }));
    };
    show();
    const observer = new ResizeObserver(show);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, flow, width, height, view, x, y]);
}

export function roomIn({ clientWidth, clientHeight }: HTMLElement): Size {
  return { width: clientWidth, height: clientHeight };
}

/** `least`: no smaller than this, though not all of it may then be seen. */
export function viewportOf(drawing: Size, room: Size, focus: Point, least = leastReadable): Viewport {
  const whole = Math.min(room.width / drawing.width, room.height / drawing.height);
  const zoom = Math.min(mostFitted, Math.max(least, whole));
  return {
    x: place(drawing.width * zoom, room.width, focus.x * zoom),
    y: place(drawing.height * zoom, room.height, focus.y * zoom),
    zoom,
  };
}

/** In the middle when it fits, else so that `focus` is in the middle and nothing empty shows. */
function place(length: number, room: number, focus: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, room / 2 - focus));
}
