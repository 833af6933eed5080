/**
 * An article being written lives in drafts, one a field, until it is saved. So
 * a new article and an edit survive a closed window alike, and a field nobody
 * touched follows what a colleague makes of it.
 */
import { useSyncExternalStore } from 'react';
import type { Drafts, RaiaClient } from '#renderer/data/client.ts';
import { articleDraftKey } from '#renderer/data/draft-keys.ts';
import { useClient } from '#renderer/data/hooks.ts';
import type { Article, ArticleFields } from '#shared/domain/knowledge/article.ts';
import type { Language } from '#shared/lib/words.ts';
import { languageSchema } from '#shared/lib/words.ts';

/** `since` is when the article last changed as the writing began; `case` the case it tells of. */
const draftFields = ['title', 'body', 'language', 'category', 'since', 'case'] as const;
export type ArticleDraftField = (typeof draftFields)[number];

/** Begins a new article, perhaps with what is known already. The answer is the id to open. */
export function startArticle(
  client: RaiaClient,
  known: Partial<ArticleFields> & { readonly fromCaseId?: string | null } = {},
): string {
  const id = client.newId();
  const { fromCaseId, ...fields } = known;
  for (const [field, text] of Object.entries({ ...fields, case: fromCaseId ?? '' }))
    if (text !== '') client.drafts.write(articleDraftKey(id, field), text);
  return id;
}

export function dropArticleDrafts(drafts: Drafts, articleId: string): void {
  for (const field of draftFields) drafts.drop(articleDraftKey(articleId, field));
}

/** What the editor shows: the drafts over the article as it is, if it is there yet. */
export function fieldsToWrite(
  find: (field: ArticleDraftField) => string | undefined,
  article: Article | undefined,
  language: Language,
): ArticleFields {
  const chosen = languageSchema.safeParse(find('language'));
  return {
    title: find('title') ?? article?.title ?? '',
    body: find('body') ?? article?.body ?? '',
    language: chosen.success ? chosen.data : (article?.language ?? language),
    category: find('category') ?? article?.category ?? '',
  };
}

/** Ids of the articles with text not yet saved, in the order they were begun. */
export function useUnsavedArticles(): readonly string[] {
  const { drafts } = useClient();
  const ids = useSyncExternalStore(drafts.subscribe, () => unsavedIn(drafts).join(' '));
  return ids === '' ? [] : ids.split(' ');
}

function unsavedIn(drafts: Drafts): readonly string[] {
  const ids = drafts.keys().flatMap((key) => /^article:([^:]+):/.exec(key)?.[1] ?? []);
  return [...new Set(ids)].sort();
}
