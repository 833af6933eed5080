/** The writing of one article: its drafts, and saving them as one change. */
import { useState } from 'react';
import { articleDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useDraft } from '#renderer/data/hooks.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { Article, ArticleFields } from '#shared/domain/knowledge/article.ts';
import type { RefusalCode } from '#shared/mutations/mutator.ts';
import { type ArticleDraftField, dropArticleDrafts, fieldsToWrite } from './article-drafts.ts';

export type ArticleWriting = {
  readonly fields: ArticleFields;
  readonly write: (field: keyof ArticleFields, text: string) => void;
  readonly hasDraft: boolean;
  readonly isKept: boolean;
  /** When the article had last changed as this writing began; null for a new one or an untouched one. */
  readonly since: number | null;
  readonly fromCaseId: string | null;
  readonly isSaving: boolean;
  readonly problem: RefusalCode | 'not-kept' | null;
  /** True once it is kept on this computer; the drafts stay until then. */
  readonly save: (isPublishing: boolean) => Promise<boolean>;
  readonly discard: () => void;
};

export function useArticleWriting(articleId: string, article: Article | undefined): ArticleWriting {
  const client = useClient();
  const language = useLanguage();
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<ArticleWriting['problem']>(null);
  const title = useDraft(articleDraftKey(articleId, 'title')).draft;
  const body = useDraft(articleDraftKey(articleId, 'body')).draft;
  const chosenLanguage = useDraft(articleDraftKey(articleId, 'language')).draft;
  const category = useDraft(articleDraftKey(articleId, 'category')).draft;
  const since = useDraft(articleDraftKey(articleId, 'since')).draft;
  const fromCase = useDraft(articleDraftKey(articleId, 'case')).draft;
  const written = [title, body, chosenLanguage, category].filter((draft) => draft !== undefined);
  const find = (field: ArticleDraftField) => client.drafts.find(articleDraftKey(articleId, field))?.text;
  const fields = fieldsToWrite(find, article, language);
  const fromCaseId = article?.fromCaseId ?? fromCase?.text ?? null;

  const write = (field: keyof ArticleFields, text: string) => {
    if (article !== undefined && since === undefined)
      client.drafts.write(articleDraftKey(articleId, 'since'), String(article.writtenAt));
    client.drafts.write(articleDraftKey(articleId, field), text);
  };
  const discard = () => dropArticleDrafts(client.drafts, articleId);
  const save = async (isPublishing: boolean) => {
    setProblem(null);
    const answer = client.mutate('article.write', { articleId, fields, fromCaseId });
    if (answer.kind === 'refused') {
      setProblem(answer.code);
      return false;
    }
    setIsSaving(true);
    const published = isPublishing ? client.mutate('article.publish', { articleId }) : null;
    try {
      await answer.kept;
      if (published?.kind === 'applied') await published.kept;
      discard();
      return true;
    } catch {
      setProblem('not-kept');
      return false;
    } finally {
      setIsSaving(false);
    }
  };
  return {
    fields,
    write,
    hasDraft: written.length > 0,
    isKept: written.every((draft) => draft.isKept),
    since: since === undefined ? null : Number(since.text),
    fromCaseId,
    isSaving,
    problem,
    save,
    discard,
  };
}
