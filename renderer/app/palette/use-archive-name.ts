import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useClient } from '#renderer/data/hooks.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { namesOf } from '#shared/domain/case/support-case.ts';

/** What people call a case: its number, with or without the sign, or the short code it was opened under. */
const namePattern = /^#?(\d{1,9}|[A-Z]-[0-9A-Z]{1,10})$/;

export type ArchiveName = { readonly name: string; readonly onChosen: () => void };

/** Looks at the server for a case typed by its name, where none of that name is on this computer. */
export function useArchiveName(query: string, found: readonly { readonly id: string }[]): ArchiveName | null {
  const { t } = useTranslation(['shell', 'common']);
  const { fetchCase, rows } = useClient();
  const [, go] = useLocation();
  const name = namePattern.exec(query.trim().toUpperCase())?.[1];
  const isNamedSo = ({ id }: { readonly id: string }): boolean => {
    const supportCase = rows.find('case', id)?.doc;
    return supportCase !== undefined && namesOf(supportCase).some((each) => each.replace('#', '') === name);
  };
  if (name === undefined || found.some(isNamedSo)) return null;
  const onChosen = (): void =>
    void fetchCase({ name }).then((fetched) => {
      if (fetched.kind === 'here') return go(`/queue/${fetched.caseId}`);
      showToast({
        title: t('shell:archiveSearch'),
        text: t(fetched.kind === 'offline' ? 'shell:archiveOffline' : 'shell:archiveNotThere', { name }),
        closeLabel: t('common:close'),
      });
    });
  return { name, onChosen };
}
