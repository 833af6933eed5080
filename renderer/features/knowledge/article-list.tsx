import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { isPending } from '#renderer/data/client.ts';
import { articleDraftKey } from '#renderer/data/draft-keys.ts';
import { useDraft, useIsKept, useRow } from '#renderer/data/hooks.ts';
import { moveByArrows } from '#renderer/ui/arrow-keys.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import styles from './article-list.module.css';
import { Age, Pieces, reviewedAt, StatusBadge } from './article-parts.tsx';
import type { ArticleResult } from './use-article-results.ts';

type Props = {
  readonly ref: Ref<HTMLDivElement>;
  readonly results: readonly ArticleResult[];
  /** Begun and not saved, first in the list. */
  readonly unsaved: readonly string[];
  readonly openId: string | null;
  readonly now: number;
  readonly onOpen: (articleId: string) => void;
};

/** What was found. Arrows move, Enter opens. */
export function ArticleList({ ref, results, unsaved, openId, now, onOpen }: Props) {
  const { t } = useTranslation('knowledge');
  return (
    <div
      ref={ref}
      className={styles.list}
      role="listbox"
      aria-label={t('results')}
      onKeyDown={(event) => moveByArrows(event, '[role="option"]')}
    >
      {unsaved.map((id) => (
        <UnsavedItem key={id} articleId={id} isOpen={id === openId} onOpen={onOpen} />
      ))}
      {results.map((result) => (
        <ResultItem
          key={result.row.id}
          result={result}
          isOpen={result.row.id === openId}
          now={now}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}

function ResultItem({
  result: { row, title, excerpt },
  isOpen,
  now,
  onOpen,
}: {
  readonly result: ArticleResult;
  readonly isOpen: boolean;
  readonly now: number;
  readonly onOpen: (articleId: string) => void;
}) {
  const { t } = useTranslation(['knowledge', 'sync']);
  const { draft } = useDraft(articleDraftKey(row.id, 'since'));
  const pendingText = t(useIsKept(row.id) ? 'sync:notConfirmed' : 'sync:keeping');
  return (
    <button
      type="button"
      role="option"
      aria-selected={isOpen}
      className={styles.item}
      onClick={() => onOpen(row.id)}
    >
      <span className={styles.title}>
        <Pieces pieces={title} />
      </span>
      <span className={styles.excerpt}>
        <Pieces pieces={excerpt} />
      </span>
      <span className={styles.meta}>
        <StatusBadge status={row.doc.status} />
        {draft !== undefined && <Badge>{t('knowledge:unsaved')}</Badge>}
        <span>{t(`knowledge:language_${row.doc.language}`)}</span>
        <Age at={reviewedAt(row.doc)} now={now}>
          {(when) => when}
        </Age>
        {isPending(row) && (
          <span role="img" aria-label={pendingText} title={pendingText}>
            ↥
          </span>
        )}
      </span>
    </button>
  );
}

function UnsavedItem({
  articleId,
  isOpen,
  onOpen,
}: {
  readonly articleId: string;
  readonly isOpen: boolean;
  readonly onOpen: (articleId: string) => void;
}) {
  const { t } = useTranslation('knowledge');
  const { draft } = useDraft(articleDraftKey(articleId, 'title'));
  // An edit of an article that is there has its own line among the others.
  if (useRow('article', articleId) !== undefined) return null;
  return (
    <button
      type="button"
      role="option"
      aria-selected={isOpen}
      className={styles.item}
      onClick={() => onOpen(articleId)}
    >
      <span className={styles.title}>{draft?.text.trim() || t('untitled')}</span>
      <span className={styles.meta}>
        <Badge>{t('unsaved')}</Badge>
      </span>
    </button>
  );
}

/** Moves into the list: to the open article, or to the first. */
export function focusList(list: HTMLElement | null): void {
  const open = list?.querySelector<HTMLElement>('[aria-selected="true"]');
  (open ?? list?.querySelector<HTMLElement>('[role="option"]'))?.focus();
}
