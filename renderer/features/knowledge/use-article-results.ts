/** Articles for what is typed: the best match first, or the latest written when nothing is typed. */
import { useEffect, useMemo, useState } from 'react';
import { useClient, useRows, useSyncState } from '#renderer/data/hooks.ts';
import type { Row } from '#shared/domain/kinds.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import type { ArticleQuery } from '#shared/search/article-index.ts';
import { excerptOf, type Piece } from '#shared/search/highlight.ts';
import { articleSearch } from './search/article-search.ts';
import type { FoundArticle } from './search/search-messages.ts';

export type ArticleResult = {
  readonly row: Row<'article'>;
  readonly title: readonly Piece[];
  readonly excerpt: readonly Piece[];
};

export type ArticleResults = {
  readonly results: readonly ArticleResult[];
  /** How many there are, shown or not. */
  readonly total: number;
  /** False while the first answer to a question is still to come. */
  readonly isSettled: boolean;
};

type Answer = { readonly text: string; readonly found: readonly FoundArticle[] };

export function useArticleResults({ text, language, status, prefers, limit }: ArticleQuery): ArticleResults {
  const rows = useRows('article');
  const { searchIndex } = useClient();
  const isLoaded = useSyncState((state) => state.isLoaded);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const question = text.trim();
  useEffect(() => {
    // Before that, what is kept would be taken for what has left.
    if (isLoaded) articleSearch.feed(rows, searchIndex);
    if (!isLoaded || question === '') return setAnswer(null);
    let isWanted = true;
    void articleSearch.find({ text: question, language, status, prefers, limit }).then((found) => {
      if (isWanted && found !== null) setAnswer({ text: question, found });
    });
    return () => {
      isWanted = false;
    };
  }, [rows, searchIndex, isLoaded, question, language, status, prefers, limit]);
  return useMemo(() => {
    if (question === '') return latest(rows, language, status, limit);
    const results = answer === null ? [] : found(rows, answer.found);
    return { results, total: results.length, isSettled: answer?.text === question };
  }, [rows, answer, question, language, status, limit]);
}

function latest(
  rows: readonly Row<'article'>[],
  language: Article['language'] | null,
  status: Article['status'] | null,
  limit: number,
): ArticleResults {
  const wanted = rows.filter(
    ({ doc }) =>
      (language === null || doc.language === language) && (status === null || doc.status === status),
  );
  const sorted = wanted.sort((one, other) => other.doc.writtenAt - one.doc.writtenAt);
  const results = sorted.slice(0, limit).map((row) => ({
    row,
    title: [{ text: row.doc.title, isHit: false }],
    excerpt: [{ text: excerptOf(row.doc.body, [], 160), isHit: false }],
  }));
  return { results, total: wanted.length, isSettled: true };
}

/** An article that left this computer since it was found is not shown. */
function found(rows: readonly Row<'article'>[], list: readonly FoundArticle[]): readonly ArticleResult[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return list.flatMap(({ id, title, excerpt }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ row, title, excerpt }];
  });
}
