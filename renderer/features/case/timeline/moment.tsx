import { IconArrowBarToUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSyncState } from '#renderer/data/hooks.ts';
import { exactText, momentText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import styles from './timeline.module.css';

export function Moment({ at, now }: { readonly at: number; readonly now: number }) {
  const language = useLanguage();
  return (
    <time dateTime={new Date(at).toISOString()} title={exactText(at, language)}>
      {momentText(at, now, language)}
    </time>
  );
}

/** Said in full where words are; what is not confirmed is never shown as sent. */
export function PendingWords() {
  const { t } = useTranslation('case');
  const isOnline = useSyncState((state) => state.connection === 'online');
  return <>{isOnline ? t('pendingSending') : t('pendingLine')}</>;
}

/** The small ↥ of a line that is not confirmed. */
export function PendingMark() {
  const { t } = useTranslation('sync');
  return (
    <span className={styles.mark} title={t('notConfirmed')}>
      <IconArrowBarToUp size={14} aria-hidden="true" />
      <span className="visually-hidden">{t('notConfirmed')}</span>
    </span>
  );
}
