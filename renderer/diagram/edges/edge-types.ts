import type { EdgeTypes } from '@xyflow/react';
import { FlowEdge } from './flow-edge.tsx';

export const edgeTypes: EdgeTypes = { flow: FlowEdge };
