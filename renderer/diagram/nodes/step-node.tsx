import type { Node, NodeProps } from '@xyflow/react';
import type { CSSProperties } from 'react';
import { classes } from '#renderer/ui/classes.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import { useDiagram } from '../diagram-context.ts';
import { Badge } from './badge.tsx';
import { Mark } from './mark.tsx';
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
      <span className={styles.name} style={node.look === 'small' ? sizedFor(node) : undefined}>
        {node.numbers.length > 0 && <b className={styles.number}>{node.numbers.join(' · ')}</b>}
        {node.name}
      </span>
      {node.second !== null && <span className={styles.second}>{node.second}</span>}
      <Badge count={node.badge} />
      {node.attempt > 1 && <span className={styles.attempt}>{attemptText(node.attempt)}</span>}
      <Mark mark={node.mark} />
    </NodeButton>
  );
}

const sizes = [11, 10, 9] as const;
/** Of a letter beside its height, on average and rounded up. */
const letterShare = 0.57;

/** The largest letters in which no word is broken and three lines hold the name; else four small lines. */
function sizedFor({ name, numbers, box }: DrawnNode): CSSProperties {
  const words = [...numbers.map(String), ...name.split(' ')];
  const size = sizes.find((candidate) => linesOf(words, (box.width - 9) / (candidate * letterShare)) <= 3);
  return size === undefined ? { fontSize: 9, WebkitLineClamp: 4 } : { fontSize: size };
}

function linesOf(words: readonly string[], room: number): number {
  let lines = 1;
  let used = 0;
  for (const { length } of words) {
    if (length > room) return Number.POSITIVE_INFINITY;
    if (used > 0 && used + 1 + length > room) {
      lines += 1;
      used = length;
    } else used += used === 0 ? length : length + 1;
  }
  return lines;
}
