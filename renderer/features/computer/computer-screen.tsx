import { useTranslation } from 'react-i18next';
import { useSyncState } from '#renderer/data/hooks.ts';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { CheckList } from './check-list.tsx';
import styles from './computer-screen.module.css';
import { ContentsTable } from './contents-table.tsx';
import { Mendings } from './mendings.tsx';
import { PinnedList } from './pinned-list.tsx';
import { checksOf, daysAway } from './readiness.ts';
import { useFacts } from './use-facts.ts';
import { useHeldFiles } from './use-held-files.ts';
import { useStorage } from './use-storage.ts';

/** Can I go? What is on this computer, and what is missing for some days without a network. */
export function ComputerScreen() {
  const { t } = useTranslation(['computer', 'sync']);
  const held = useHeldFiles();
  const storage = useStorage(held);
  const facts = useFacts(storage, held);
  const isLoading = useSyncState((state) => !state.isLoaded || state.isFirstSync);
  const checks = checksOf(facts);
  const missing = checks.filter(({ isOk }) => !isOk).length;
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('computer:title')}</h1>
        <p role="status">
          {isLoading
            ? t('sync:firstSync')
            : missing === 0
              ? t('computer:ready', { count: daysAway })
              : t('computer:notReady', { count: missing })}
        </p>
      </header>
      {isLoading ? (
        <div className={styles.skeleton}>
          <Skeleton width="40%" />
          <Skeleton width="70%" />
          <Skeleton width="55%" />
        </div>
      ) : (
        <div className={styles.columns}>
          <div className={styles.column}>
            <section className={styles.panel} aria-labelledby="computer-checks">
              <h2 id="computer-checks">{t('computer:checks', { count: daysAway })}</h2>
              <CheckList checks={checks} facts={facts} storage={storage} />
            </section>
            <Mendings now={facts.now} />
          </div>
          <div className={styles.column}>
            <section className={styles.panel} aria-labelledby="computer-pinned">
              <h2 id="computer-pinned">{t('computer:pinnedTitle')}</h2>
              <PinnedList pinned={facts.pinned ?? []} isOnline={facts.isOnline} />
            </section>
            <section className={styles.panel} aria-labelledby="computer-contents">
              <h2 id="computer-contents">{t('computer:contents')}</h2>
              <ContentsTable usedBytes={storage.usedBytes} held={held} />
            </section>
          </div>
        </div>
      )}
    </div>
  );
}
