import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languages } from '#shared/lib/words.ts';
import { useKnowledgeStore } from './knowledge-store.ts';

const statuses = ['published', 'draft'] as const;

/** Which articles: of one language, of one status. */
export function KnowledgeFilters() {
  const { t } = useTranslation('knowledge');
  const language = useKnowledgeStore((state) => state.language);
  const status = useKnowledgeStore((state) => state.status);
  const { languageChosen, statusChosen } = useKnowledgeStore.getState();
  return (
    <>
      <NativeSelect
        aria-label={t('filterLanguage')}
        value={language ?? ''}
        onChange={({ currentTarget }) =>
          languageChosen(languages.find((candidate) => candidate === currentTarget.value) ?? null)
        }
        data={[
          { value: '', label: t('anyLanguage') },
          ...languages.map((value) => ({ value, label: t(`language_${value}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('filterStatus')}
        value={status ?? ''}
        onChange={({ currentTarget }) =>
          statusChosen(statuses.find((candidate) => candidate === currentTarget.value) ?? null)
        }
        data={[
          { value: '', label: t('anyStatus') },
          ...statuses.map((value) => ({ value, label: t(`status_${value}`) })),
        ]}
      />
    </>
  );
}
