import { IconArrowBarToUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIsKept, useSyncState } from '#renderer/data/hooks.ts';
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
export function PendingWords({ rowId }: { readonly rowId: string }) {
  const { t } = useTranslation(['case', 'sync']);
  const isOnline = useSyncState((state) => state.connection === 'online');
  const isKept = useIsKept(rowId);
  if (!isKept) return <>{t('sync:keeping')}</>;
  return <>{isOnline ? t('case:pendingSending') : t('case:pendingLine')}</>;
}

/** The small ↥ of a line that is not confirmed. */
export function PendingMark({ rowId }: { readonly rowId: string }) {
  const { t } = useTranslation('sync');
  const text = t(useIsKept(rowId) ? 'notConfirmed' : 'keeping');
  return (
    <span className={styles.mark} title={text}>
      <IconArrowBarToUp size={14} aria-hidden="true" />
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
