import { useTranslation } from 'react-i18next';
import { type FoundFiles, mostCarriedBytes, type SizedFile } from '#renderer/data/carried-files.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { sizeText } from '#renderer/ui/size-text.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';

type Props = Pick<FoundFiles<SizedFile>, 'missing' | 'tooMuch'>;

/** Which attached files do not go along, and why. */
export function FilesLeft({ missing, tooMuch }: Props) {
  const { t } = useTranslation('carried');
  const language = useLanguage();
  const names = (files: readonly { readonly name: string }[]): string =>
    new Intl.ListFormat(language).format(files.map(({ name }) => t('named', { name })));
  return (
    <>
      {missing.length > 0 && (
        <Notice tone="warn">{t('filesMissing', { count: missing.length, names: names(missing) })}</Notice>
      )}
      {tooMuch.length > 0 && (
        <Notice tone="warn">
          {t('filesTooMuch', { most: sizeText(mostCarriedBytes, language), names: names(tooMuch) })}
        </Notice>
      )}
    </>
  );
}
