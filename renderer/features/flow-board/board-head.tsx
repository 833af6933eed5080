import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActor, useSyncState } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import type { Flow, FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { mayRepair } from '#shared/domain/people/person.ts';
import type { BoardCounts } from './board-counts.ts';
import styles from './board-head.module.css';
import { useBoardStore } from './board-store.ts';

/** The flow, how fresh the data is, and three figures that are true. */
export function BoardHead({
  version,
  flows,
  counts,
  now,
  isList,
  onToggleList,
  onMigrate,
}: {
  readonly version: FlowVersion;
  readonly flows: readonly Flow[];
  readonly counts: BoardCounts;
  readonly now: number;
  readonly isList: boolean;
  readonly onToggleList: () => void;
  readonly onMigrate: () => void;
}) {
  const { t } = useTranslation('board');
  const words = useWords();
  const { flowChosen } = useBoardStore.getState();
  const mayMigrate = mayRepair(useActor());
  const language = useLanguage();
  const isOnline = useSyncState((state) => state.connection === 'online');
  const lastContactAt = useSyncState((state) => state.lastContactAt);
  const age =
    isOnline || lastContactAt === null ? null : t('asOf', { time: momentText(lastContactAt, now, language) });
  const figures = [
    { label: t('waiting'), count: counts.waiting },
    { label: t('escalated'), count: counts.escalated },
    { label: t('unassigned'), count: counts.unassigned },
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
          <Button look="link" onClick={onToggleList}>
            {isList ? t('asDrawing') : t('asList')}
          </Button>
          {mayMigrate && counts.older > 0 && (
            <Button look="link" onClick={onMigrate}>
              {t('older', { count: counts.older })}
            </Button>
          )}
        </small>
      </h1>
      {flows.length > 1 && (
        <NativeSelect
          className={styles.flow}
          aria-label={t('flow')}
          value={version.flowId}
          onChange={(event) => flowChosen(event.currentTarget.value)}
          data={flows.map(({ id, name }) => ({ value: id, label: words(name) }))}
        />
      )}
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
