import type { Node, NodeProps } from '@xyflow/react';
import { classes } from '#renderer/ui/classes.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import { useDiagram } from '../diagram-context.ts';
import { NodeButton } from './node-button.tsx';
import styles from './nodes.module.css';

export type ElementNode = Node<DrawnNode>;

/** A step, or on the small map any place: its name, a second line, and what stands outside its corners. */
export function StepNode({ data: node }: NodeProps<ElementNode>) {
  const { attemptText } = useDiagram();
  if (node.look === 'dot')
    return (
      <NodeButton node={node} className={styles.dot}>
        {node.letter}
        <Mark mark={node.mark} />
      </NodeButton>
    );
  return (
    <NodeButton node={node} className={classes(styles.step, node.look === 'small' && styles.small)}>
      <span className={styles.name}>
        {node.numbers.length > 0 && <b className={styles.number}>{node.numbers.join(' · ')}</b>}
        {node.name}
      </span>
      {node.second !== null && <span className={styles.second}>{node.second}</span>}
      {node.badge !== null && node.badge > 0 && <span className={styles.badge}>{node.badge}</span>}
      {node.attempt > 1 && <span className={styles.attempt}>{attemptText(node.attempt)}</span>}
      <Mark mark={node.mark} />
    </NodeButton>
  );
}

function Mark({ mark }: { readonly mark: DrawnNode['mark'] }) {
  if (mark === null) return null;
  return <span className={classes(styles.mark, styles[mark])}>{mark === 'tick' ? '✓' : '↥'}</span>;
}
