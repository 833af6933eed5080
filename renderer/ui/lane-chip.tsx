import type { ReactNode } from 'react';
import styles from './lane-chip.module.css';

/** The colour and letter of who is responsible, with what is done there: the same in lists, lines and maps. */
export function LaneChip({
  tone,
  letter,
  title,
  children,
}: {
  /** One of `styles/tones.css`; null where nobody is responsible. */
  readonly tone: string | null;
  readonly letter: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span className={styles.chip} data-tone={tone ?? undefined} title={title}>
      {letter !== '' && <b aria-hidden="true">{letter}</b>}
      <span>{children}</span>
    </span>
  );
}
