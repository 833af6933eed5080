import { Position } from '@xyflow/react';
import type { Drawing, DrawnLane, DrawnNode } from '#shared/diagram/drawing.ts';
import type { FlowEdgeType } from './edges/flow-edge.tsx';
import type { LaneNodeType } from './nodes/lane-node.tsx';
import type { nodeTypes } from './nodes/node-types.ts';
import type { ElementNode } from './nodes/step-node.tsx';

/** Lanes lie under everything, their names over the lines; sizes are given, so that nothing waits to be measured. */
export function toFlowNodes(drawing: Drawing): (LaneNodeType | ElementNode)[] {
  const lanes = drawing.lanes.flatMap((lane) => [laneOf(lane, 'lane', -1), laneOf(lane, 'lane-name', 0)]);
  const elements = drawing.nodes.map(
    (node): ElementNode => ({
      id: node.id,
      type: typeOf(node),
      position: { x: node.box.x, y: node.box.y },
      ...sized(node.box.width, node.box.height),
      handles: [
        { type: 'source', position: Position.Right, x: node.box.width, y: node.box.height / 2 },
        { type: 'target', position: Position.Left, x: 0, y: node.box.height / 2 },
      ],
      data: node,
      // What is inside lies over it.
      ...(node.kind === 'sub-process' && node.look === 'full' && { zIndex: -1 }),
      domAttributes: { 'aria-roledescription': undefined },
    }),
  );
  return [...lanes, ...elements];
}

function laneOf(lane: DrawnLane, type: 'lane' | 'lane-name', zIndex: number): LaneNodeType {
  const { x, y, width, height } = lane.box;
  return {
    id: `${type} ${lane.id}`,
    type,
    position: { x, y },
    ...sized(width, height),
    data: lane,
    zIndex,
    ...(type === 'lane-name' && { style: { pointerEvents: 'none' as const } }),
  };
}

export function toFlowEdges(drawing: Drawing): FlowEdgeType[] {
  const nameOf = new Map<string, string>(drawing.nodes.map(({ id, name }) => [id, name]));
  return drawing.edges.map((edge) => ({
    id: edge.id,
    type: 'flow',
    source: edge.from,
    target: edge.to,
    data: edge,
    // React Flow would name it in English; the places and the list say in words where it leads.
    ariaLabel: `${nameOf.get(edge.from) ?? ''} → ${nameOf.get(edge.to) ?? ''}`,
    domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined },
  }));
}

const typeOfKind = {
  step: 'step',
  automatic: 'step',
  call: 'step',
  'sub-process': 'sub-process',
  gateway: 'gateway',
  start: 'round',
  throw: 'round',
  catch: 'round',
  boundary: 'round',
  end: 'round',
} as const satisfies Record<DrawnNode['kind'], keyof typeof nodeTypes>;

function typeOf(node: DrawnNode): keyof typeof nodeTypes {
  if (node.look !== 'full') return 'step';
  return typeOfKind[node.kind];
}

function sized(width: number, height: number) {
  return { width, height, measured: { width, height }, draggable: false, selectable: false };
}
