import type { Node, NodeProps } from '@xyflow/react';
import type { DrawnLane } from '#shared/diagram/drawing.ts';
import styles from './nodes.module.css';

export type LaneNodeType = Node<DrawnLane, 'lane' | 'lane-name'>;

/** The band of one lane, its colour on the left edge. */
export function LaneNode({ data: lane }: NodeProps<LaneNodeType>) {
  return <div className={styles.lane} data-tone={lane.tone} />;
}

/** Its name in the corner, over the lines that pass there. */
export function LaneNameNode({ data: lane }: NodeProps<LaneNodeType>) {
  return (
    <div className={styles.laneName} data-tone={lane.tone}>
      <span>{lane.name}</span>
    </div>
  );
}
