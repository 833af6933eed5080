import { classes } from '#renderer/ui/classes.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import styles from './nodes.module.css';

const signs = { tick: '✓', pending: '↥', paused: '‖' } as const;

/** What is behind and confirmed, what is not, and what cannot go on, outside the corner of a node. */
export function Mark({ mark }: { readonly mark: DrawnNode['mark'] }) {
  return mark !== null && <span className={classes(styles.mark, styles[mark])}>{signs[mark]}</span>;
}
