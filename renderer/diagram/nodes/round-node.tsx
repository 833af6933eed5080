import type { NodeProps } from '@xyflow/react';
import { classes } from '#renderer/ui/classes.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import { isFilled, signs } from '#shared/diagram/signs.ts';
import { Badge } from './badge.tsx';
import { Mark } from './mark.tsx';
import { NodeButton } from './node-button.tsx';
import styles from './nodes.module.css';
import type { ElementNode } from './step-node.tsx';

/** An event: a circle with its sign, and its name beside it. */
export function RoundNode({ data: node }: NodeProps<ElementNode>) {
  return (
    <NodeButton node={node} className={classes(styles.round, rings[node.kind])}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {node.sign !== null && <path d={signs[node.sign]} data-filled={isFilled(node.sign) || undefined} />}
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

/** As BPMN draws them: an end thick, what happens on the way double. */
const rings: Partial<Record<DrawnNode['kind'], string | undefined>> = {
  end: styles.end,
  catch: styles.between,
  boundary: styles.between,
};
