import { useTranslation } from 'react-i18next';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { LateStep } from '../late/late-step.tsx';
import { usePersonName } from '../use-people.ts';
import { Moment, PendingMark, PendingWords } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

/** Work that came when the case had gone on, in full: nothing of it is anywhere else yet. */
export function LateBubble({
  entry: { event, happening, isPending },
  now,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'late' };
  readonly now: number;
}) {
  const { t } = useTranslation('case');
  const name = usePersonName()(event.by);
  return (
    <article className={styles.entry}>
      <Avatar name={name} />
      <div className={classes(styles.bubble, styles.late, isPending && styles.pending)}>
        <p className={styles.who}>
          <b dir="auto">{name}</b>, {t('kindLate')},{' '}
          {isPending ? <PendingWords rowId={event.id} /> : <Moment at={happening.receivedAt} now={now} />}
        </p>
        <LateStep event={event} late={happening} />
      </div>
    </article>
  );
}

/** What somebody made of a step that arrived late. */
export function DecidedLine({
  entry: { event, isAccepted, isPending },
  now,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'decided' };
  readonly now: number;
}) {
  const { t } = useTranslation('case');
  const name = usePersonName()(event.by);
  return (
    <p className={styles.line}>
      {isAccepted ? t('lateAccepted', { name }) : t('lateLeft', { name })}
      <Moment at={event.at} now={now} />
      {isPending && <PendingMark rowId={event.id} />}
    </p>
  );
}
