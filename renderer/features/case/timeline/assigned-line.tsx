import { useTranslation } from 'react-i18next';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { Moment, PendingMark } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'assigned' }; readonly now: number };

export function AssignedLine({ entry, now }: Props) {
  const { t } = useTranslation('case');
  const nameOf = usePersonName();
  const { event, happening, isPending } = entry;
  const name = nameOf(event.by);
  const text =
    happening.to === null
      ? t('kindUnassigned', { name })
      : happening.to === event.by
        ? t('kindTook', { name })
        : t('kindAssigned', { name, to: nameOf(happening.to) });
  return (
    <p className={styles.line}>
      {text}
      <Moment at={event.at} now={now} />
      {isPending && <PendingMark rowId={event.id} />}
    </p>
  );
}
