import { composerDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient, useRow } from '#renderer/data/hooks.ts';
import { startArticle } from './article-drafts.ts';
import { ArticlePicker } from './article-picker.tsx';
import { useKnowledgeStore } from './knowledge-store.ts';

/** The articles beside an open case, and a new one begun from what is known of it. */
export function CaseArticles({
  caseId,
  onInsert,
  onWrite,
}: {
  readonly caseId: string;
  readonly onInsert: (text: string, articleId: string) => void;
  /** A new article was begun from this case: open it. */
  readonly onWrite: (articleId: string) => void;
}) {
  const client = useClient();
  const supportCase = useRow('case', caseId)?.doc;
  if (supportCase === undefined) return null;
  const { subject, language, category, form } = supportCase;
  const handleCreate = () => {
    const solution = client.drafts.find(composerDraftKey(caseId, 'solution'))?.text ?? form.solution ?? '';
    const articleId = startArticle(client, {
      title: subject,
      body: solution,
      language,
      category,
      fromCaseId: caseId,
    });
    useKnowledgeStore.getState().writingStarted(articleId);
    onWrite(articleId);
  };
  return (
    <ArticlePicker
      initialQuery={subject}
      language={language}
      onInsert={onInsert}
      onCreateFromCase={handleCreate}
    />
  );
}
