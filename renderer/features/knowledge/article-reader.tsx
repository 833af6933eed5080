import { IconPencil, IconWorldUpload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPending, type Mutated } from '#renderer/data/client.ts';
import { useClient, useIsKept, useRow } from '#renderer/data/hooks.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { focusWhenLost } from '#renderer/ui/focus.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Markdown } from '#renderer/ui/markdown.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { caseName } from '#shared/domain/case/support-case.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { Age, StatusBadge, useCategoryName } from './article-parts.tsx';
import styles from './article-reader.module.css';

/** An article to read. Mounted anew for another article and once it is published: the focus goes to its heading. */
export function ArticleReader({
  row,
  now,
  onEdit,
}: {
  readonly row: Row<'article'>;
  readonly now: number;
  readonly onEdit: () => void;
}) {
  const { t } = useTranslation(['knowledge', 'refusals']);
  const client = useClient();
  const article = row.doc;
  const [answer, setAnswer] = useState<Mutated | null>(null);
  useKeys({ e: onEdit });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => focusWhenLost(() => heading.current), []);
  return (
    <article className={styles.article} aria-label={article.title}>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {article.title}
        </h2>
        <div className={styles.actions}>
          <Button onClick={onEdit} aria-keyshortcuts="e">
            <IconPencil size={16} aria-hidden="true" />
            {t('knowledge:edit')}
            <Kbd>E</Kbd>
          </Button>
          {article.status === 'draft' && (
            <Button
              look="primary"
              onClick={() => setAnswer(client.mutate('article.publish', { articleId: article.id }))}
            >
              <IconWorldUpload size={16} aria-hidden="true" />
              {t('knowledge:publish')}
            </Button>
          )}
        </div>
        <ArticleMeta row={row} now={now} />
      </header>
      {answer?.kind === 'refused' && (
        <Notice tone="warn" isUrgent>
          {t(`refusals:reason_${answer.code}`)}
        </Notice>
      )}
      {article.fromCaseId !== null && <FromCase caseId={article.fromCaseId} />}
      {article.status === 'draft' && <Notice>{t('knowledge:draftNote')}</Notice>}
      {article.body.trim() === '' ? (
        <p className={styles.nothing}>{t('knowledge:emptyBody')}</p>
      ) : (
        <Markdown text={article.body} />
      )}
    </article>
  );
}

function ArticleMeta({ row, now }: { readonly row: Row<'article'>; readonly now: number }) {
  const { t } = useTranslation(['knowledge', 'sync']);
  const article: Article = row.doc;
  const author = useRow('person', article.writtenBy)?.doc.name;
  const nameOf = useCategoryName();
  const isKept = useIsKept(row.id);
  return (
    <p className={styles.meta}>
      <StatusBadge status={article.status} />
      <span>{t(`knowledge:language_${article.language}`)}</span>
      {article.category !== '' && <Badge>{nameOf(article.category)}</Badge>}
      <Age at={article.writtenAt} now={now}>
        {(when) =>
          author === undefined
            ? t('knowledge:written', { when })
            : t('knowledge:writtenBy', { name: author, when })
        }
      </Age>
      {article.publishedAt !== null && (
        <Age at={article.publishedAt} now={now}>
          {(when) => t('knowledge:published', { when })}
        </Age>
      )}
      {isPending(row) &&
        (isKept ? (
          <span title={t('sync:notConfirmed')}>↥ {t('sync:keptHere')}</span>
        ) : (
          <span>{t('sync:keeping')}</span>
        ))}
    </p>
  );
}

/** The case whose solution this is, while this computer holds it. */
export function FromCase({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('knowledge');
  const row = useRow('case', caseId);
  if (row === undefined) return null;
  return (
    <p className={styles.from}>
      <a href={`#/queue/${caseId}`}>{t('fromCase', { case: caseName(row.doc), subject: row.doc.subject })}</a>
    </p>
  );
}
