import type { NodeTypes } from '@xyflow/react';
import { GatewayNode } from './gateway-node.tsx';
import { LaneNameNode, LaneNode } from './lane-node.tsx';
import { RoundNode } from './round-node.tsx';
import { StepNode } from './step-node.tsx';
import { SubProcessNode } from './sub-process-node.tsx';

/** Module constants: a new object at every render would draw everything again. */
export const nodeTypes = {
  lane: LaneNode,
  'lane-name': LaneNameNode,
  step: StepNode,
  'sub-process': SubProcessNode,
  gateway: GatewayNode,
  round: RoundNode,
} satisfies NodeTypes;
