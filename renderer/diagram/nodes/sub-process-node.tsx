import type { NodeProps } from '@xyflow/react';
import { Badge } from './badge.tsx';
import { Mark } from './mark.tsx';
import { NodeButton } from './node-button.tsx';
import styles from './nodes.module.css';
import type { ElementNode } from './step-node.tsx';

/** A part of the flow of its own: a frame around what is inside, its name in the corner. */
export function SubProcessNode({ data: node }: NodeProps<ElementNode>) {
  return (
    <NodeButton node={node} className={styles.frame}>
      <span className={styles.title}>
        {node.name}
        {node.second !== null && <b className={styles.second}>{node.second}</b>}
      </span>
      <Badge count={node.badge} />
      <Mark mark={node.mark} />
    </NodeButton>
  );
}
