import { Handle, Position } from '@xyflow/react';
import type { ReactNode } from 'react';
import { classes } from '#renderer/ui/classes.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import { useDiagram } from '../diagram-context.ts';
import styles from './nodes.module.css';

/** What every element is to a hand and to a screen reader: a button that shows, and never moves a case. */
export function NodeButton({
  node,
  className,
  children,
}: {
  readonly node: DrawnNode;
  readonly className: string | undefined;
  readonly children: ReactNode;
}) {
  const diagram = useDiagram();
  return (
    <>
      <Handle className={styles.handle} type="target" position={Position.Left} isConnectable={false} />
      <button
        type="button"
        className={classes('nopan', styles.node, className)}
        data-node={node.id}
        data-tone={node.tone}
        data-state={node.state}
        data-lit={diagram.litIds.has(node.id) || undefined}
        data-mark={node.mark ?? undefined}
        aria-label={diagram.describeNode(node)}
        aria-current={node.state === 'present' ? 'step' : undefined}
        aria-pressed={diagram.selectedId === undefined ? undefined : diagram.selectedId === node.id}
        tabIndex={diagram.focusedId === node.id ? 0 : -1}
        onClick={() => diagram.onSelect(node.id)}
        onFocus={() => {
          diagram.onFocus(node.id);
          diagram.onHover(node.id);
        }}
        onBlur={() => diagram.onHover(null)}
        onPointerEnter={() => diagram.onHover(node.id)}
        onPointerLeave={() => diagram.onHover(null)}
      >
        {children}
      </button>
      <Handle className={styles.handle} type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}
