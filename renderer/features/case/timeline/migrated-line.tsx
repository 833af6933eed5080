import { useTranslation } from 'react-i18next';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { Moment, PendingMark } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'migrated' }; readonly now: number };

/** The case went on in another version of its flow. */
export function MigratedLine({ entry, now }: Props) {
  const { t } = useTranslation('case');
  const nameOf = usePersonName();
  const { event, happening, isPending } = entry;
  const { from, to } = happening;
  return (
    <p className={styles.line}>
      {t('kindMigrated', { name: nameOf(event.by), from, to })}
      <Moment at={event.at} now={now} />
      {isPending && <PendingMark rowId={event.id} />}
    </p>
  );
}
