import { IconArchive, IconFileUnknown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import styles from '../case-screen.module.css';
import { UnheldNote } from './unheld-note.tsx';
import { useFetchedCase } from './use-fetched-case.ts';

/** A case that is not on this computer: asked for, and until it comes what can be done all the same. */
export function UnheldCase({ caseId, onLeave }: { readonly caseId: string; readonly onLeave: () => void }) {
  const { t } = useTranslation('case');
  const { search, onTryAgain } = useFetchedCase(caseId);
  if (search === 'looking')
    return (
      <div className={styles.loading} role="status" aria-label={t('fetching')}>
        <p>{t('fetching')}</p>
        <Skeleton width="52%" height={20} />
        <Skeleton width="100%" height={74} />
      </div>
    );
  const isOffline = search === 'offline';
  const Icon = isOffline ? IconArchive : IconFileUnknown;
  return (
    <div className={styles.unheld}>
      <EmptyState
        icon={<Icon size={22} aria-hidden="true" />}
        title={t('missingTitle')}
        text={t(isOffline ? 'unheldText' : 'absentText')}
      >
        <Button onClick={onTryAgain}>{t('tryAgain')}</Button>
        <Button onClick={onLeave}>{t('toQueue')}</Button>
      </EmptyState>
      {isOffline && <UnheldNote caseId={caseId} />}
    </div>
  );
}
