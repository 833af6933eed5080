import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useRows, useSyncState } from '#renderer/data/hooks.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useUnsavedArticles } from './article-drafts.ts';
import { ArticleList } from './article-list.tsx';
import styles from './knowledge-screen.module.css';
import { ArticlesSkeleton, EmptyBase, NotHereYet, NothingFound } from './knowledge-states.tsx';
import { useKnowledgeStore } from './knowledge-store.ts';
import type { ArticleResults } from './use-article-results.ts';

/** The column of what was found, or the reason why there is nothing. */
export function KnowledgeResults({
  list,
  found,
  openId,
  onOpen,
  onNew,
}: {
  readonly list: Ref<HTMLDivElement>;
  readonly found: ArticleResults;
  readonly openId: string | null;
  readonly onOpen: (articleId: string) => void;
  readonly onNew: (title?: string) => void;
}) {
  const { t } = useTranslation('knowledge');
  const client = useClient();
  const now = useNow(client.now);
  const text = useKnowledgeStore((state) => state.text.trim());
  const unsaved = useUnsavedArticles();
  const isEmpty = useRows('article').length === 0;
  const isLoaded = useSyncState((state) => state.isLoaded);
  const isFirstSync = useSyncState((state) => state.isFirstSync);
  const isOffline = useSyncState((state) => state.connection === 'offline');
  const isWaiting = !isLoaded || (isFirstSync && isEmpty && !isOffline);
  const hasResults = found.results.length > 0;
  const more = found.total - found.results.length;
  return (
    <section className={styles.results} aria-label={t('results')}>
      <p className={styles.count} role="status">
        {isWaiting || !found.isSettled || !hasResults
          ? ''
          : text === ''
            ? t('count', { count: found.total })
            : t('found', { count: found.total })}
      </p>
      {isWaiting ? (
        <ArticlesSkeleton />
      ) : (
        <>
          <ArticleList
            ref={list}
            results={found.results}
            unsaved={text === '' ? unsaved : []}
            openId={openId}
            now={now}
            onOpen={onOpen}
          />
          {more > 0 && <p className={styles.more}>{t('more', { count: more })}</p>}
          {!hasResults &&
            found.isSettled &&
            (text !== '' || !isEmpty ? (
              <NothingFound text={text} onWrite={() => onNew(text)} />
            ) : isFirstSync ? (
              <NotHereYet />
            ) : (
              <EmptyBase onWrite={() => onNew()} />
            ))}
        </>
      )}
    </section>
  );
}
