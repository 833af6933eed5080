import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor, useRow } from '#renderer/data/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Markdown } from '#renderer/ui/markdown.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { Article } from '#shared/domain/knowledge/article.ts';

/** Says that a colleague saved this article after the writing began here. */
export function ChangedMeanwhile({
  article,
  since,
}: {
  readonly article: Article;
  readonly since: number | null;
}) {
  const { t } = useTranslation('knowledge');
  const actor = useActor();
  const author = useRow('person', article.writtenBy)?.doc.name ?? '';
  const [isShown, setIsShown] = useState(false);
  if (since === null || since === article.writtenAt || article.writtenBy === actor.id) return null;
  return (
    <Notice tone="warn">
      <b>{t('changedTitle', { name: author })}</b> {t('changedText')}{' '}
      <Button look="link" onClick={() => setIsShown(true)}>
        {t('seeTheirs')}
      </Button>
      <Dialog title={article.title} isOpen={isShown} onClose={() => setIsShown(false)} size={760}>
        <Markdown text={article.body} />
      </Dialog>
    </Notice>
  );
}
