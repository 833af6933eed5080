import {
  IconAlertTriangle,
  IconArrowBarToUp,
  IconArrowUp,
  IconChevronsUp,
  IconPin,
} from '@tabler/icons-react';
import { LaneChip } from '#renderer/ui/lane-chip.tsx';
import { ageText, exactText } from '#renderer/ui/time.ts';
import type { QueueItem } from './queue-item.ts';
import styles from './queue-row.module.css';
import { useRowWords } from './row-context.ts';

type Props = { readonly item: QueueItem };

export function HeadLine({ item }: Props) {
  const { language, now } = useRowWords();
  return (
    <span className={styles.head}>
      <span className={styles.name}>{item.name}</span>
      <span className={styles.customer} dir="auto">
        {item.customer}
      </span>
      <span className={styles.age} title={exactText(item.changedAt, language)}>
        {ageText(item.changedAt, now, language)}
      </span>
    </span>
  );
}

export function SubjectLine({ item }: Props) {
  return (
    <span className={styles.subject} dir="auto">
      {item.subject}
    </span>
  );
}

export function PlaceLine({ item }: Props) {
  const { t, words, refused, pins } = useRowWords();
  const { place } = item;
  return (
    <span className={styles.place}>
      {place === null ? (
        <LaneChip tone={null} letter="">
          {item.isEnded ? t('queue:ended') : '…'}
        </LaneChip>
      ) : (
        <LaneChip tone={place.tone} letter={place.letter} title={words(place.lane)}>
          {words(place.step)}
        </LaneChip>
      )}
      <span className={styles.channel}>{t(`queue:channel_${item.channel}`)}</span>
      <span className={styles.marks}>
        {refused.has(item.id) && <Mark icon={IconAlertTriangle} label={t('queue:refused')} isWarning />}
        {pins.has(item.id) && <Mark icon={IconPin} label={t('queue:pinned')} />}
        {item.isEscalated && <Mark icon={IconChevronsUp} label={t('queue:escalated')} />}
        {item.priority === 'high' && <Mark icon={IconArrowUp} label={t('queue:highPriority')} />}
        {item.isPending && <Mark icon={IconArrowBarToUp} label={t('sync:notConfirmed')} />}
      </span>
    </span>
  );
}

function Mark({
  icon: Icon,
  label,
  isWarning = false,
}: {
  readonly icon: typeof IconArrowUp;
  readonly label: string;
  readonly isWarning?: boolean;
}) {
  return (
    <span title={label} data-warning={isWarning || undefined}>
      <Icon size={14} stroke={2} aria-hidden="true" />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
