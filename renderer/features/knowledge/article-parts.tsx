/** Small things told of an article, the same wherever it appears. */
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRows } from '#renderer/data/hooks.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { ageText, exactText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import type { Piece } from '#shared/search/highlight.ts';
import styles from './article-parts.module.css';

/** Text with the words that were searched for marked. */
export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  let at = 0;
  return pieces.map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.isHit ? (
      <mark key={key} className={styles.hit}>
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    );
  });
}

export function StatusBadge({ status }: { readonly status: Article['status'] }) {
  const { t } = useTranslation('knowledge');
  return <Badge tone={status === 'published' ? 'ok' : 'warn'}>{t(`status_${status}`)}</Badge>;
}

/** How long ago, the exact moment on hover and focus. */
export function Age({
  at,
  now,
  children,
}: {
  readonly at: number;
  readonly now: number;
  readonly children: (age: string) => string;
}) {
  const language = useLanguage();
  return (
    <Tooltip label={exactText(at, language)}>
      <time dateTime={new Date(at).toISOString()}>{children(ageText(at, now, language))}</time>
    </Tooltip>
  );
}

/** When an article was last looked at by a person. */
export function reviewedAt({ writtenAt, publishedAt }: Article): number {
  return Math.max(writtenAt, publishedAt ?? 0);
}

export type Category = { readonly id: string; readonly label: string };

/** The categories of the company's flows, in the present language. */
export function useCategories(): readonly Category[] {
  const versions = useRows('flow-version');
  const words = useWords();
  const byId = new Map<string, Category>();
  for (const { doc } of versions)
    for (const { id, label } of doc.categories) byId.set(id, { id, label: words(label) });
  return [...byId.values()];
}

/** The name of a category; free text from an import stands for itself. */
export function useCategoryName(): (category: string) => string {
  const categories = useCategories();
  return (category) => categories.find(({ id }) => id === category)?.label ?? category;
}
