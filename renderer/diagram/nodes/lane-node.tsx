import type { Node, NodeProps } from '@xyflow/react';
import type { DrawnLane } from '#shared/diagram/drawing.ts';
import styles from './nodes.module.css';

export type LaneNodeType = Node<DrawnLane, 'lane'>;

/** The band of one lane: its colour on the left edge, its name in the corner. */
export function LaneNode({ data: lane }: NodeProps<LaneNodeType>) {
  return (
    <div className={styles.lane} data-tone={lane.tone}>
      <span>{lane.name}</span>
    </div>
  );
}
