import { Spotlight } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import type { ArchiveName } from './use-archive-name.ts';
import type { ArchiveWords } from './use-archive-words.ts';

type Props = { readonly named: ArchiveName | null; readonly archive: ArchiveWords };

/** The last entries: what is not on this computer may be in the archive. */
export function ArchiveOffer({ named, archive: { text, isOnline, onSearch } }: Props) {
  const { t } = useTranslation('shell');
  if (named === null && text === null) return null;
  if (!isOnline) return <Spotlight.Empty>{t('archiveOffline')}</Spotlight.Empty>;
  return (
    <Spotlight.ActionsGroup label={t('archiveSearch')}>
      {named !== null && (
        <Spotlight.Action label={t('paletteArchive', { name: named.name })} onClick={named.onChosen} />
      )}
      {text !== null && (
        <Spotlight.Action
          label={t('archiveFor', { text })}
          closeSpotlightOnTrigger={false}
          onClick={onSearch}
        />
      )}
    </Spotlight.ActionsGroup>
  );
}
