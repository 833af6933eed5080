import type { NodeProps } from '@xyflow/react';
import { classes } from '#renderer/ui/classes.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import { NodeButton } from './node-button.tsx';
import styles from './nodes.module.css';
import type { ElementNode } from './step-node.tsx';

/** A start, an end or a message: a circle with its sign, and its name underneath. */
export function RoundNode({ data: node }: NodeProps<ElementNode>) {
  return (
    <NodeButton node={node} className={classes(styles.round, node.kind === 'end' && styles.end)}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={signs[signOf(node)]} />
      </svg>
      <span className={node.nameSide === 'right' ? styles.right : styles.under}>{node.name}</span>
    </NodeButton>
  );
}

const signs = {
  play: 'M7.5 5.5v9l7-4.5z',
  stop: 'M6.5 6.5h7v7h-7z',
  envelope: 'M4 6h12v8.5H4zM4 6.3l6 4.7 6-4.7',
} as const;

function signOf(node: DrawnNode): keyof typeof signs {
  if (node.kind === 'throw') return 'envelope';
  return node.kind === 'end' ? 'stop' : 'play';
}
