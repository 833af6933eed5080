import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { systemId } from '#shared/domain/people/system.ts';
import { useRows } from './hooks.ts';

/** Names by id: nobody is a dash, and who is not on this computer is someone of the team. */
export function usePersonName(): (id: string | null) => string {
  const { t } = useTranslation('common');
  const people = useRows('person');
  return useMemo(() => {
    const names = new Map<string, string>(people.map(({ doc }) => [doc.id, doc.name]));
    return (id) => (id === null ? '—' : id === systemId ? 'Raia' : (names.get(id) ?? t('someone')));
  }, [people, t]);
}
