import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useRow } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { startArticle, useUnsavedArticles } from './article-drafts.ts';
import { ArticleEditor } from './article-editor.tsx';
import { focusList } from './article-list.tsx';
import { ArticleReader } from './article-reader.tsx';
import { KnowledgeFilters } from './knowledge-filters.tsx';
import { KnowledgeResults } from './knowledge-results.tsx';
import styles from './knowledge-screen.module.css';
import { ChooseArticle, MissingArticle } from './knowledge-states.tsx';
import { useKnowledgeStore } from './knowledge-store.ts';
import { useArticleResults } from './use-article-results.ts';

const shown = 100;

/** What do we know? Search above, what was found on the left, the article on the right. */
export function KnowledgeScreen({
  articleId,
  onOpen,
}: {
  readonly articleId: string | null;
  readonly onOpen: (articleId: string | null) => void;
}) {
  const { t } = useTranslation('knowledge');
  const client = useClient();
  const text = useKnowledgeStore((state) => state.text);
  const language = useKnowledgeStore((state) => state.language);
  const status = useKnowledgeStore((state) => state.status);
  const { textTyped, writingStarted } = useKnowledgeStore.getState();
  const found = useArticleResults({ text, language, status, prefers: null, limit: shown });
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const handleNew = (title = '') => {
    const id = startArticle(client, { title });
    writingStarted(id);
    onOpen(id);
  };
  useKeys({
    '/': () => field.current?.focus(),
    a: () => handleNew(),
    ArrowDown: () => focusList(list.current),
    ArrowUp: () => focusList(list.current),
  });
  const handleSearchKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') focusList(list.current);
    else if (event.key === 'Enter' && text.trim() !== '') onOpen(found.results[0]?.row.id ?? articleId);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        {/* Keys of the field inside it. */}
        <search className={styles.search} onKeyDown={handleSearchKey}>
          <SearchField
            ref={field}
            label={t('search')}
            placeholder={t('searchHint')}
            shortcut="/"
            clearLabel={t('clear')}
            value={text}
            onChange={textTyped}
          />
        </search>
        <KnowledgeFilters />
        <Button look="primary" onClick={() => handleNew()} aria-keyshortcuts="a">
          <IconPlus size={16} aria-hidden="true" />
          {t('new')}
          <Kbd>A</Kbd>
        </Button>
      </header>
      <KnowledgeResults list={list} found={found} openId={articleId} onOpen={onOpen} onNew={handleNew} />
      <section className={styles.article}>
        {articleId === null ? (
          <ChooseArticle />
        ) : (
          <OpenArticle key={articleId} articleId={articleId} onOpen={onOpen} />
        )}
      </section>
    </div>
  );
}

/** The editor while something of it is unsaved or was asked for, else the article to read. */
function OpenArticle({
  articleId,
  onOpen,
}: {
  readonly articleId: string;
  readonly onOpen: (articleId: string | null) => void;
}) {
  const client = useClient();
  const now = useNow(client.now);
  const row = useRow('article', articleId);
  const isUnsaved = useUnsavedArticles().includes(articleId);
  const isWriting = useKnowledgeStore((state) => state.writingId === articleId);
  const { writingStarted, writingEnded } = useKnowledgeStore.getState();
  if (isUnsaved || isWriting)
    return (
      <ArticleEditor
        articleId={articleId}
        row={row}
        onDone={(isSaved) => {
          writingEnded();
          if (!isSaved && row === undefined) onOpen(null);
        }}
      />
    );
  if (row === undefined) return <MissingArticle onBack={() => onOpen(null)} />;
  const seen = `${articleId} ${row.doc.status}`;
  return <ArticleReader key={seen} row={row} now={now} onEdit={() => writingStarted(articleId)} />;
}
