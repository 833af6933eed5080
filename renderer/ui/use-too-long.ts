import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** The sentence for a text that is too long to be sent, by how much and for what limit; null for one that fits. */
export function useTooLong(): (text: string, max: number) => string | null {
  const { t } = useTranslation('common');
  return useCallback(
    (text, max) => (text.length > max ? t('tooLong', { count: text.length - max, max }) : null),
    [t],
  );
}
