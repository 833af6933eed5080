import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useRow } from '#renderer/data/hooks.ts';
import { caseName } from '#shared/domain/case/support-case.ts';

const product = 'Raia';
const areas = ['queue', 'board', 'knowledge', 'computer'] as const;

/** Calls the window after what it shows, so that it is found among others. */
export function usePageTitle(): void {
  const { t } = useTranslation('shell');
  const [, place, id = null] = useLocation()[0].split('/');
  const supportCase = useRow('case', place === 'queue' ? id : null)?.doc;
  const article = useRow('article', place === 'knowledge' ? id : null)?.doc;
  const area = areas.find((name) => name === place);
  const shown = supportCase
    ? `${caseName(supportCase)} ${supportCase.subject}`
    : (article?.title ?? (area && t(area)));
  useEffect(() => {
    document.title = shown ? `${shown} · ${product}` : product;
    return () => {
      document.title = product;
    };
  }, [shown]);
}
