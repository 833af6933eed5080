/** What the knowledge base says when there is no article to show. */
import { IconBook2, IconCloudOff, IconPencilPlus, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import styles from './knowledge-screen.module.css';
import { useKnowledgeStore } from './knowledge-store.ts';

export function ChooseArticle() {
  const { t } = useTranslation('knowledge');
  return (
    <EmptyState
      icon={<IconBook2 size={22} aria-hidden="true" />}
      title={t('chooseTitle')}
      text={t('chooseText')}
    />
  );
}

export function MissingArticle({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('knowledge');
  return (
    <EmptyState
      icon={<IconBook2 size={22} aria-hidden="true" />}
      title={t('missingTitle')}
      text={t('missingText')}
    >
      <Button onClick={onBack}>{t('back')}</Button>
    </EmptyState>
  );
}

export function EmptyBase({ onWrite }: { readonly onWrite: () => void }) {
  const { t } = useTranslation('knowledge');
  return (
    <EmptyState
      icon={<IconPencilPlus size={22} aria-hidden="true" />}
      title={t('noneTitle')}
      text={t('noneText')}
    >
      <Button onClick={onWrite}>{t('new')}</Button>
    </EmptyState>
  );
}

/** Offline before this computer ever heard from the server. */
export function NotHereYet() {
  const { t } = useTranslation('knowledge');
  return (
    <EmptyState
      icon={<IconCloudOff size={22} aria-hidden="true" />}
      title={t('offlineTitle')}
      text={t('offlineText')}
    />
  );
}

/** What is missing from the base can be written at once, its title being what was searched for. */
export function NothingFound({ text, onWrite }: { readonly text: string; readonly onWrite: () => void }) {
  const { t } = useTranslation('knowledge');
  const isFiltered = useKnowledgeStore((state) => state.language !== null || state.status !== null);
  const { filtersCleared } = useKnowledgeStore.getState();
  return (
    <EmptyState
      icon={<IconSearchOff size={22} aria-hidden="true" />}
      title={text === '' ? t('found', { count: 0 }) : t('notFoundTitle', { text })}
      text={isFiltered ? t('notFoundFiltered') : t('notFoundText')}
    >
      {isFiltered && <Button onClick={filtersCleared}>{t('clearFilters')}</Button>}
      {text !== '' && <Button onClick={onWrite}>{t('writeIt')}</Button>}
    </EmptyState>
  );
}

const widths = ['72%', '58%', '80%', '64%', '76%', '52%'];

export function ArticlesSkeleton() {
  const { t } = useTranslation('knowledge');
  return (
    <div className={styles.skeletons} role="status" aria-label={t('loading')}>
      {widths.map((width) => (
        <div key={width}>
          <Skeleton width={width} height={14} />
          <Skeleton width="92%" height={10} />
          <Skeleton width="40%" height={12} />
        </div>
      ))}
    </div>
  );
}
