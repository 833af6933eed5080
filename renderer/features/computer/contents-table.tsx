import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { bytesText } from './bytes-text.ts';
import styles from './computer-screen.module.css';
import { shownKinds, useContents } from './use-contents.ts';

/** What is here, how many and how large. */
export function ContentsTable({ usedBytes }: { readonly usedBytes: number | null }) {
  const { t } = useTranslation('computer');
  const language = useLanguage();
  const { counts, bytes } = useContents();
  const number = new Intl.NumberFormat(language);
  // What is not yet sorted in counts below.
  const size = (kind: string) => {
    const sum = bytes?.get(kind);
    return sum === undefined ? '–' : bytesText(sum, language);
  };
  return (
    <table className={styles.contents}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('howMany')}</th>
          <th scope="col">{t('howLarge')}</th>
        </tr>
      </thead>
      <tbody>
        {shownKinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`kind_${kind}`)}</th>
            <td>{number.format(counts[kind])}</td>
            <td>{size(kind)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('recent')}</th>
          <td />
          <td>{size('log')}</td>
        </tr>
      </tbody>
      {usedBytes !== null && (
        <tfoot>
          <tr>
            <th scope="row">{t('altogether')}</th>
            <td />
            <td>{bytesText(usedBytes, language)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
