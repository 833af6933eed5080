import { useTranslation } from 'react-i18next';
import { sizeText } from '#renderer/ui/size-text.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';

type Parts = {
  readonly changes: number;
  readonly drafts: number;
  readonly files: number;
  /** Of the files; left out where nobody asks. */
  readonly bytes?: number;
};

/** "3 changes, 1 draft and 2 attached files (1.2 MB)": of what there is none is not spoken. */
export function useContentsText(): (parts: Parts) => string {
  const { t } = useTranslation('carried');
  const language = useLanguage();
  return ({ changes, drafts, files, bytes }) => {
    const named = t('files', { count: files });
    const parts = [
      ...(changes > 0 ? [t('changes', { count: changes })] : []),
      ...(drafts > 0 ? [t('drafts', { count: drafts })] : []),
      ...(files > 0
        ? [bytes === undefined ? named : t('filesSized', { files: named, size: sizeText(bytes, language) })]
        : []),
    ];
    return new Intl.ListFormat(language).format(parts);
  };
}
