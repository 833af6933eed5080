import { Spotlight } from '@mantine/spotlight';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useRows } from '#renderer/data/hooks.ts';
import { useFoundCases } from '#renderer/features/queue/use-queue.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import type { Row } from '#shared/domain/kinds.ts';
import { fold } from '#shared/lib/fold.ts';
import { ArchiveOffer } from './archive-offer.tsx';
import { ArchiveResults, ArchiveStatus } from './archive-results.tsx';
import { useArchiveName } from './use-archive-name.ts';
import { type ArchiveWords, useArchiveWords } from './use-archive-words.ts';
import { type Actions, useCommands } from './use-commands.ts';

type Props = Actions & { readonly query: string };

/** Lives only while the palette is open, so that nothing is searched for nobody. */
export function PaletteResults({ query, ...actions }: Props) {
  const archive = useArchiveWords(query);
  const { search } = archive;
  return (
    <>
      <ArchiveStatus search={search} />
      <ArchiveResults archive={archive} />
      {search === null && <ResultsHere query={query} archive={archive} {...actions} />}
    </>
  );
}

/** What this computer knows, and the way on to what it does not. */
function ResultsHere({ query, archive, ...actions }: Props & { readonly archive: ArchiveWords }) {
  const { t } = useTranslation('shell');
  const words = useWords();
  const [, go] = useLocation();
  const typed = useMemo(() => fold(query).split(/\s+/).filter(Boolean), [query]);
  const cases = useFoundCases(query, 8);
  const articleRows = useRows('article');
  const articles = useMemo(() => findArticles(articleRows, typed, 5), [articleRows, typed]);
  const named = useArchiveName(query, cases);
  const commands = useCommands(actions).filter(({ haystack }) =>
    typed.every((word) => haystack.includes(word)),
  );
  return (
    <>
      {cases.length + articles.length + commands.length === 0 && (
        <Spotlight.Empty>{t('paletteEmpty')}</Spotlight.Empty>
      )}
      {cases.length > 0 && (
        <Spotlight.ActionsGroup label={t('paletteCases')}>
          {cases.map((item) => (
            <Spotlight.Action
              key={item.id}
              label={`${item.name} ${item.subject}`}
              description={[item.customer, item.place === null ? '' : words(item.place.step)]
                .filter(Boolean)
                .join(' · ')}
              onClick={() => go(`/queue/${item.id}`)}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {articles.length > 0 && (
        <Spotlight.ActionsGroup label={t('paletteArticles')}>
          {articles.map((row) => (
            <Spotlight.Action key={row.id} label={row.doc.title} onClick={() => go(`/knowledge/${row.id}`)} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {commands.length > 0 && (
        <Spotlight.ActionsGroup label={t('paletteCommands')}>
          {commands.map(({ id, label, run }) => (
            <Spotlight.Action key={id} label={label} onClick={run} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      <ArchiveOffer named={named} archive={archive} />
    </>
  );
}

/** The latest articles with every word typed in their title. The knowledge base itself searches in the text too. */
function findArticles(
  rows: readonly Row<'article'>[],
  typed: readonly string[],
  limit: number,
): readonly Row<'article'>[] {
  if (typed.length === 0) return [];
  return rows
    .filter(({ doc }) => typed.every((word) => fold(doc.title).includes(word)))
    .sort((one, other) => other.doc.writtenAt - one.doc.writtenAt)
    .slice(0, limit);
}
