import { IconExternalLink } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { moveByArrows } from '#renderer/ui/arrow-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Language } from '#shared/lib/words.ts';
import { withoutMarks } from '#shared/search/highlight.ts';
import { Age, Pieces, reviewedAt } from './article-parts.tsx';
import styles from './article-picker.module.css';
import { type ArticleResult, useArticleResults } from './use-article-results.ts';

const shown = 4;

/** What do we know about this case? Published articles like it, to read or to put into the message. */
export function ArticlePicker({
  initialQuery,
  language = null,
  onInsert,
  onCreateFromCase,
}: {
  /** What is searched for until somebody types, such as the subject of the case. */
  readonly initialQuery: string;
  /** The customer's: articles in it come first. */
  readonly language?: Language | null;
  /** The article as plain text: customers read no Markdown signs. */
  readonly onInsert: (text: string, articleId: string) => void;
  readonly onCreateFromCase?: (() => void) | undefined;
}) {
  const { t } = useTranslation('knowledge');
  const heading = useId();
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const text = typed.trim() === '' ? initialQuery : typed;
  const { results, isSettled } = useArticleResults({
    text,
    language: null,
    status: 'published',
    prefers: language,
    limit: shown,
  });
  const handleInsert = ({ row }: ArticleResult) => onInsert(withoutMarks(row.doc.body), row.id);
  const handleSearchKey = (event: KeyboardEvent) => {
    const first = results[0];
    if (event.key === 'ArrowDown') focusFirst(list.current);
    else if (event.key === 'Enter' && isSettled && first !== undefined && typed.trim() !== '')
      handleInsert(first);
    else return;
    event.preventDefault();
  };
  return (
    <section className={styles.picker} aria-labelledby={heading}>
      <header className={styles.head}>
        <h3 id={heading}>{t('title')}</h3>
        {onCreateFromCase !== undefined && (
          <Button look="link" onClick={onCreateFromCase}>
            {t('fromThisCase')}
          </Button>
        )}
      </header>
      <search onKeyDown={handleSearchKey}>
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          clearLabel={t('clear')}
          value={typed}
          onChange={setTyped}
        />
      </search>
      {results.length > 0 ? (
        <ul
          ref={list}
          className={styles.list}
          aria-label={typed === '' ? t('suggested') : t('results')}
          onKeyDown={(event) => moveByArrows(event, 'button')}
        >
          {results.map((result) => (
            <PickerItem
              key={result.row.id}
              result={result}
              isMarked={typed.trim() !== ''}
              onInsert={() => handleInsert(result)}
            />
          ))}
        </ul>
      ) : (
        <p className={styles.none} role="status">
          {isSettled && (typed.trim() === '' ? t('noneLike') : t('noneFor', { text: typed.trim() }))}
        </p>
      )}
    </section>
  );
}

function PickerItem({
  result: { row, title },
  isMarked,
  onInsert,
}: {
  readonly result: ArticleResult;
  /** Nobody typed the words of a suggestion: marking them would puzzle. */
  readonly isMarked: boolean;
  readonly onInsert: () => void;
}) {
  const { t } = useTranslation('knowledge');
  const client = useClient();
  const now = useNow(client.now);
  const article = row.doc;
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.insert}
        title={t('insertHint')}
        aria-label={t('insert', { title: article.title })}
        onClick={onInsert}
      >
        <span className={styles.title}>{isMarked ? <Pieces pieces={title} /> : article.title}</span>
        <span className={styles.meta}>
          {t(`language_${article.language}`)}
          {', '}
          <Age at={reviewedAt(article)} now={now}>
            {(when) => t('revised', { when })}
          </Age>
        </span>
      </button>
      <a
        href={`#/knowledge/${row.id}`}
        className={styles.read}
        aria-label={t('readOn', { title: article.title })}
      >
        <IconExternalLink size={15} aria-hidden="true" />
      </a>
    </li>
  );
}

function focusFirst(list: HTMLElement | null): void {
  list?.querySelector('button')?.focus();
}
