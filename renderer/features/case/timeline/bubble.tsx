import type { ReactNode } from 'react';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { Moment, PendingWords } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = {
  readonly entry: TimelineEntry;
  /** Who speaks. */
  readonly name: string;
  /** Stands for them; their initials where absent. */
  readonly mark?: ReactNode;
  /** What this is, in words that follow the name. */
  readonly kind: string;
  readonly look?: 'note' | 'late' | 'flow' | undefined;
  /** When it came, where that is not when it happened. */
  readonly at?: number;
  readonly now: number;
  readonly children: ReactNode;
};

/** Something said or done in a case, by whom, and when or whether the server has it. */
export function Bubble({ entry: { event, isPending }, name, mark, kind, look, at, now, children }: Props) {
  return (
    <article className={styles.entry}>
      {mark ?? <Avatar name={name} />}
      <div className={classes(styles.bubble, look && styles[look], isPending && styles.pending)}>
        <p className={styles.who}>
          <b dir="auto">{name}</b>, {kind},{' '}
          {isPending ? <PendingWords rowId={event.id} /> : <Moment at={at ?? event.at} now={now} />}
        </p>
        {children}
      </div>
    </article>
  );
}
