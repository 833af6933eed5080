import { useTranslation } from 'react-i18next';
import { useSyncState } from '#renderer/data/hooks.ts';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { BoardCounts } from './board-counts.ts';
import styles from './board-head.module.css';

/** The flow, how fresh the data is, and three figures that are true. */
export function BoardHead({
  version,
  counts,
  now,
}: {
  readonly version: FlowVersion;
  readonly counts: BoardCounts;
  readonly now: number;
}) {
  const { t } = useTranslation('board');
  const words = useWords();
  const language = useLanguage();
  const isOnline = useSyncState((state) => state.connection === 'online');
  const lastContactAt = useSyncState((state) => state.lastContactAt);
  const age =
    isOnline || lastContactAt === null ? null : t('asOf', { time: momentText(lastContactAt, now, language) });
  const figures = [
    { label: t('open'), count: counts.open },
    { label: t('waiting'), count: counts.waiting },
    { label: t('escalated'), count: counts.escalated },
  ];
  return (
    <header className={styles.head}>
      <h1>
        {t('title', { flow: words(version.name), number: version.number })}
        <small>
          {t('openNow', { count: counts.open })}
          {!isOnline && (
            <span className={styles.offline}>{[t('offline'), age].filter(Boolean).join(', ')}</span>
          )}
        </small>
      </h1>
      <dl className={styles.figures}>
        {figures.map(({ label, count }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count.toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
