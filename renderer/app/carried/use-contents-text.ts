import { useTranslation } from 'react-i18next';
import type { SizedFile } from '#renderer/data/carried-files.ts';
import { sizeText } from '#renderer/ui/size-text.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';

/** "3 changes, 1 draft and 2 attached files (1.2 MB)": of what there is none is not spoken. */
export function useContentsText(): (changes: number, drafts: number, files: readonly SizedFile[]) => string {
  const { t } = useTranslation('carried');
  const language = useLanguage();
  return (changes, drafts, files) => {
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const size = sizeText(bytes, language);
    const parts = [
      ...(changes > 0 ? [t('changes', { count: changes })] : []),
      ...(drafts > 0 ? [t('drafts', { count: drafts })] : []),
      ...(files.length > 0 ? [t('filesSized', { files: t('files', { count: files.length }), size })] : []),
    ];
    return new Intl.ListFormat(language).format(parts);
  };
}
