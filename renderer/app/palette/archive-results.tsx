import { Spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { dateText } from '#renderer/ui/time.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { caseName } from '#shared/domain/case/support-case.ts';
import { type ArchivedCase, archiveFoundLimit } from '#shared/protocol/messages.ts';
import { ArchiveOffer } from './archive-offer.tsx';
import { startAtFirst } from './palette-store.ts';
import type { ArchiveWords } from './use-archive-words.ts';

/** What the search led to: the cases found, or the way to try again. */
export function ArchiveResults({ archive }: { readonly archive: ArchiveWords }) {
  const { search, isOnline } = archive;
  if (search === null || search === 'looking') return null;
  switch (search.kind) {
    case 'found':
      return <Found cases={search.cases} />;
    case 'offline':
    case 'busy':
      return isOnline ? <ArchiveOffer named={null} archive={archive} /> : null;
    case 'server-older':
      return null;
  }
}

/** Opening one asks the server for it. */
function Found({ cases }: { readonly cases: readonly ArchivedCase[] }) {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const [, go] = useLocation();
  useEffect(startAtFirst, []);
  return (
    <Spotlight.ActionsGroup label={t('archiveSearch')}>
      {cases.map((found, index) => (
        <Spotlight.Action
          key={found.id}
          data-selected={index === 0 || undefined}
          label={`${caseName(found)} ${found.subject}`}
          description={[found.customer, t('archiveEnded', { day: dateText(found.endedAt, language) })]
            .filter(Boolean)
            .join(' · ')}
          onClick={() => go(`/queue/${found.id}`)}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

/** How the search goes: read out to everybody, shown where there is nothing else to see. */
export function ArchiveStatus({ search }: Pick<ArchiveWords, 'search'>) {
  const says = useStatus(search);
  const isFound = typeof search === 'object' && search?.kind === 'found' && search.cases.length > 0;
  return (
    <Spotlight.Empty
      role="status"
      className={says === '' || (isFound && !search.hasMore) ? 'visually-hidden' : ''}
    >
      {says}
    </Spotlight.Empty>
  );
}

function useStatus(search: ArchiveWords['search']): string {
  const { t } = useTranslation('shell');
  if (search === null) return '';
  if (search === 'looking') return t('archiveLooking');
  switch (search.kind) {
    case 'offline':
      return t('archiveOffline');
    case 'busy':
      return t('archiveBusy');
    case 'server-older':
      return t('archiveOlder');
    case 'found':
      if (search.cases.length === 0) return t('archiveNone');
      return search.hasMore
        ? t('archiveMore', { count: archiveFoundLimit })
        : t('archiveFound', { count: search.cases.length });
  }
}
