import { NativeSelect, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textLimits } from '#renderer/data/text-limits.ts';
import { Button } from '#renderer/ui/button.tsx';
import { focusWhenLost } from '#renderer/ui/focus.ts';
import { FieldRow, Stack } from '#renderer/ui/form.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { commandKey } from '#renderer/ui/use-keys.ts';
import { useTooLong } from '#renderer/ui/use-too-long.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { articleFieldsSchema } from '#shared/domain/knowledge/article.ts';
import { languages } from '#shared/lib/words.ts';
import { ChangedMeanwhile } from './article-changed.tsx';
import styles from './article-editor.module.css';
import { useCategories } from './article-parts.tsx';
import { FromCase } from './article-reader.tsx';
import { useArticleWriting } from './use-article-writing.ts';

/** An article to write, new or not. Every key is kept until it is saved or thrown away. */
export function ArticleEditor({
  articleId,
  row,
  onDone,
}: {
  readonly articleId: string;
  readonly row: Row<'article'> | undefined;
  /** Saved, or thrown away: the latter leaves nothing of a new article. */
  readonly onDone: (isSaved: boolean) => void;
}) {
  const { t } = useTranslation(['knowledge', 'refusals', 'common']);
  const writing = useArticleWriting(articleId, row?.doc);
  const { fields, write } = writing;
  const [hasTried, setHasTried] = useState(false);
  const heading = useId();
  const body = useRef<HTMLTextAreaElement>(null);
  // The button that began the writing is gone.
  useEffect(() => focusWhenLost(() => body.current), []);
  const tooLongIn = useTooLong();
  const tooLong = {
    title: tooLongIn(fields.title.trim(), textLimits.articleTitle),
    body: tooLongIn(fields.body, textLimits.articleBody),
  };
  const reason = tooLong.title ?? tooLong.body;
  const handleSave = (isPublishing: boolean) => {
    setHasTried(true);
    if (!writing.isSaving && articleFieldsSchema.safeParse(fields).success)
      void writing.save(isPublishing).then((isSaved) => isSaved && onDone(true));
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    handleSave(false);
  };
  const needsTitle = hasTried && fields.title.trim() === '' ? t('knowledge:needsTitle') : undefined;
  return (
    // Only a place for its key: every control inside has its own.
    <section className={styles.editor} aria-labelledby={heading} onKeyDown={handleKey}>
      <header className={styles.head}>
        <h2 id={heading}>{row === undefined ? t('knowledge:new') : t('knowledge:edit')}</h2>
        <KeptMark isKept={writing.isKept} hasDraft={writing.hasDraft} />
      </header>
      {row !== undefined && <ChangedMeanwhile article={row.doc} since={writing.since} />}
      {writing.fromCaseId !== null && <FromCase caseId={writing.fromCaseId} />}
      {writing.problem !== null && (
        <Notice tone="bad" isUrgent>
          {writing.problem === 'not-kept' ? t('knowledge:notSaved') : t(`refusals:reason_${writing.problem}`)}
        </Notice>
      )}
      <Stack>
        <TextInput
          label={t('knowledge:fieldTitle')}
          placeholder={t('knowledge:titleHint')}
          value={fields.title}
          error={tooLong.title ?? needsTitle}
          autoFocus={row === undefined && fields.title === ''}
          onChange={(event) => write('title', event.currentTarget.value)}
        />
        <FieldRow>
          <LanguageField value={fields.language} onChange={(value) => write('language', value)} />
          <CategoryField value={fields.category} onChange={(value) => write('category', value)} />
        </FieldRow>
        <TextArea
          ref={body}
          label={t('knowledge:fieldBody')}
          description={t('knowledge:bodyHint')}
          value={fields.body}
          error={tooLong.body}
          minRows={14}
          maxRows={26}
          autoFocus={row === undefined && fields.title !== ''}
          onChange={(event) => write('body', event.currentTarget.value)}
        />
      </Stack>
      <footer className={styles.end}>
        <Button
          look="quiet"
          onClick={() => {
            writing.discard();
            onDone(false);
          }}
        >
          {writing.hasDraft ? t('knowledge:discard') : t('common:cancel')}
        </Button>
        {row?.doc.status !== 'published' && (
          <Button
            aria-disabled={reason !== null}
            title={reason ?? undefined}
            onClick={() => handleSave(true)}
          >
            {t('knowledge:savePublish')}
          </Button>
        )}
        <Button
          look="primary"
          aria-disabled={reason !== null}
          title={reason ?? undefined}
          onClick={() => handleSave(false)}
          aria-keyshortcuts="Control+Enter"
        >
          {t('common:save')}
          <Kbd>{commandKey()} ↵</Kbd>
        </Button>
      </footer>
    </section>
  );
}

function KeptMark({ isKept, hasDraft }: { readonly isKept: boolean; readonly hasDraft: boolean }) {
  const { t } = useTranslation('sync');
  return (
    <span className={styles.kept} role="status">
      {hasDraft && (isKept ? `✓ ${t('keptHere')}` : t('keeping'))}
    </span>
  );
}

type FieldProps = { readonly value: string; readonly onChange: (value: string) => void };

function LanguageField({ value, onChange }: FieldProps) {
  const { t } = useTranslation('knowledge');
  return (
    <NativeSelect
      label={t('fieldLanguage')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={languages.map((language) => ({ value: language, label: t(`language_${language}`) }))}
    />
  );
}

function CategoryField({ value, onChange }: FieldProps) {
  const { t } = useTranslation('knowledge');
  const known = useCategories().map(({ id, label }) => ({ value: id, label }));
  const own = value === '' || known.some((category) => category.value === value) ? [] : [value];
  return (
    <NativeSelect
      label={t('fieldCategory')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t('noCategory') }, ...known, ...own]}
    />
  );
}
