import { IconArrowBarToUp, IconArrowUp, IconChevronsUp } from '@tabler/icons-react';
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsKept } from '#renderer/data/hooks.ts';
import { LaneChip } from '#renderer/ui/lane-chip.tsx';
import { ageText, exactText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import type { QueueItem } from './queue-item.ts';
import styles from './queue-row.module.css';

/** The moment ages are counted to, the same for every row. */
export const QueueNow = createContext(0);

type Props = { readonly item: QueueItem };

export function HeadLine({ item }: Props) {
  const language = useLanguage();
  const now = use(QueueNow);
  return (
    <span className={styles.head}>
      <span className={styles.name}>{item.name}</span>
      <span className={styles.customer}>{item.customer}</span>
      <span className={styles.age} title={exactText(item.changedAt, language)}>
        {ageText(item.changedAt, now, language)}
      </span>
    </span>
  );
}

export function SubjectLine({ item }: Props) {
  return <span className={styles.subject}>{item.subject}</span>;
}

export function PlaceLine({ item }: Props) {
  const { t } = useTranslation('queue');
  const words = useWords();
  const { place } = item;
  return (
    <span className={styles.place}>
      {place === null ? (
        <LaneChip tone="none" letter="">
          {item.isEnded ? t('ended') : '…'}
        </LaneChip>
      ) : (
        <LaneChip tone={place.tone} letter={place.letter} title={words(place.lane)}>
          {words(place.step)}
        </LaneChip>
      )}
      <span className={styles.channel}>{t(`channel_${item.channel}`)}</span>
      <span className={styles.marks}>
        {item.isEscalated && <Mark icon={IconChevronsUp} label={t('escalated')} />}
        {item.priority === 'high' && <Mark icon={IconArrowUp} label={t('highPriority')} />}
        {item.isPending && <PendingMark caseId={item.id} />}
      </span>
    </span>
  );
}

function PendingMark({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('sync');
  return <Mark icon={IconArrowBarToUp} label={t(useIsKept(caseId) ? 'notConfirmed' : 'keeping')} />;
}

function Mark({ icon: Icon, label }: { readonly icon: typeof IconArrowUp; readonly label: string }) {
  return (
    <span title={label}>
      <Icon size={14} stroke={2} aria-hidden="true" />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
