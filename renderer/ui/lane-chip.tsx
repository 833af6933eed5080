import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './lane-chip.module.css';

export type LaneChipTone = 'client' | 'agent' | 'internal' | 'owner' | 'none';

/** The colour and letter of who is responsible, with what is done there: the same in lists, lines and maps. */
export function LaneChip({
  tone,
  letter,
  title,
  children,
}: {
  readonly tone: LaneChipTone;
  readonly letter: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes(styles.chip, tone !== 'none' && styles[tone])} title={title}>
      {letter !== '' && <b aria-hidden="true">{letter}</b>}
      <span>{children}</span>
    </span>
  );
}
