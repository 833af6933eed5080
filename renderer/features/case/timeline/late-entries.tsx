import { useTranslation } from 'react-i18next';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { LateStep } from '../late/late-step.tsx';
import { Bubble } from './bubble.tsx';
import { Moment, PendingMark } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

/** Work that came when the case had gone on, in full: nothing of it is anywhere else yet. */
export function LateBubble({
  entry,
  now,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'late' };
  readonly now: number;
}) {
  const { t } = useTranslation('case');
  const { event, happening } = entry;
  const name = usePersonName()(event.by);
  return (
    <Bubble entry={entry} name={name} kind={t('kindLate')} look="late" at={happening.receivedAt} now={now}>
      <LateStep event={event} late={happening} />
    </Bubble>
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
