import type { NodeProps } from '@xyflow/react';
import { signs } from '#shared/diagram/signs.ts';
import { Badge } from './badge.tsx';
import { Mark } from './mark.tsx';
import { NodeButton } from './node-button.tsx';
import styles from './nodes.module.css';
import type { ElementNode } from './step-node.tsx';

/** A decision: a diamond with its question where no path is. */
export function GatewayNode({ data: node }: NodeProps<ElementNode>) {
  return (
    <NodeButton node={node} className={styles.gateway}>
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <path d="M20 2 38 20 20 38 2 20z" />
        {node.sign !== null && (
          <path className={styles.sign} d={signs[node.sign]} transform="translate(10 10)" />
        )}
      </svg>
      <span className={styles.beside} data-side={node.nameSide}>
        {node.name}
        {node.second !== null && <b className={styles.second}>{node.second}</b>}
      </span>
      <Badge count={node.badge} />
      <Mark mark={node.mark} />
    </NodeButton>
  );
}
