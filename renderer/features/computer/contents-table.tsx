import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRows } from '#renderer/data/hooks.ts';
import { sizeText } from '#renderer/ui/size-text.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import styles from './computer-screen.module.css';
import { type Amount, filesHere, otherFiles } from './file-facts.ts';
import { shownKinds, useContents } from './use-contents.ts';
import type { HeldFiles } from './use-held-files.ts';

type Props = { readonly usedBytes: number | null; readonly held: HeldFiles | null };

/** What is here, how many and how large. */
export function ContentsTable({ usedBytes, held }: Props) {
  const { t } = useTranslation('computer');
  const language = useLanguage();
  const { counts, bytes } = useContents();
  const rows = useRows('attachment');
  const number = new Intl.NumberFormat(language);
  const rest = restOf(usedBytes, bytes, held);
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
        {shownKinds.map((kind, nth) => (
          <tr key={kind}>
            <th scope="row">{t(`kind_${kind}`)}</th>
            <td>{number.format(counts[kind])}</td>
            {nth === 0 && (
              <td rowSpan={shownKinds.length} className={styles.together}>
                {bytes !== null && sizeText(bytes, language)}
                <span className={styles.detail}>{t('together')}</span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {held !== null && <FileRows files={filesHere(rows, held.all)} {...otherFiles(rows, held)} />}
      {usedBytes !== null && (
        <tfoot>
          {rest !== null && (
            <tr className={styles.rest}>
              <th scope="row">{t('rest')}</th>
              <td />
              <td>{sizeText(rest, language)}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t('altogether')}</th>
            <td />
            <td>{sizeText(usedBytes, language)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** What is neither rows nor files. Null where that is not known, or a system tells less than lies there. */
function restOf(used: number | null, rows: number | null, held: HeldFiles | null): number | null {
  if (used === null || rows === null || held === null) return null;
  const rest = [...held.all.values()].reduce((left, bytes) => left - bytes, used - rows);
  return rest > 0 ? rest : null;
}

type FileProps = { readonly files: Amount } & ReturnType<typeof otherFiles>;

function FileRows({ files, ofDrafts, leftBehind }: FileProps) {
  const { t } = useTranslation('computer');
  return (
    <tbody>
      <FileRow amount={files}>{t('kind_file')}</FileRow>
      {ofDrafts.count > 0 && <FileRow amount={ofDrafts}>{t('kind_draftFile')}</FileRow>}
      {leftBehind.count > 0 && (
        <FileRow amount={leftBehind}>
          {t('kind_leftFile')}
          <span className={styles.detail}>{t('leftFileEnds')}</span>
        </FileRow>
      )}
    </tbody>
  );
}

function FileRow({
  amount: { count, bytes },
  children,
}: {
  readonly amount: Amount;
  readonly children: ReactNode;
}) {
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{new Intl.NumberFormat(language).format(count)}</td>
      <td>{count > 0 && sizeText(bytes, language)}</td>
    </tr>
  );
}
