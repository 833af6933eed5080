import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftKey } from '#renderer/data/client.ts';
import { sizeText } from '#renderer/ui/size-text.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { largestFileBytes, longestFileName, mostFilesAtOnce } from '#shared/domain/case/attachment.ts';
import { useAttachStore } from './attach-store.ts';
import { FileIcon } from './file-icon.tsx';
import styles from './files.module.css';
import type { ChosenFiles } from './use-chosen-files.ts';

/** What goes along with the next sending; each can be taken back. */
export function FileChips({ draftKey, files }: { readonly draftKey: DraftKey; readonly files: ChosenFiles }) {
  const { t } = useTranslation('files');
  const language = useLanguage();
  const { chosen, isKeeping, unchoose } = files;
  return (
    <>
      {(chosen.length > 0 || isKeeping) && (
        <ul className={styles.chips} aria-label={t('chosen')}>
          {chosen.map(({ name, type, bytes, sha256 }) => (
            <li key={sha256} className={styles.chip}>
              <FileIcon type={type} />
              <span className={styles.chipName} dir="auto" title={name}>
                {name}
              </span>
              <small>{sizeText(bytes, language)}</small>
              <button
                type="button"
                className={styles.remove}
                aria-label={t('remove', { name })}
                title={t('remove', { name })}
                onClick={() => unchoose(sha256)}
              >
                <IconX size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
          {isKeeping && (
            <li className={styles.chip} role="status">
              {t('keeping')}
            </li>
          )}
        </ul>
      )}
      <Problems draftKey={draftKey} />
    </>
  );
}

function Problems({ draftKey }: { readonly draftKey: DraftKey }) {
  const { t } = useTranslation('files');
  const language = useLanguage();
  const problems = useAttachStore((state) => state.problems[draftKey]);
  if (problems === undefined || problems.length === 0) return null;
  const limits = {
    largest: sizeText(largestFileBytes, language),
    longest: longestFileName,
    most: mostFilesAtOnce,
  };
  return (
    <ul className={styles.problems} role="alert">
      {problems.map(({ id, name, reason }) => (
        <li key={id}>{t(`problem_${reason}`, { name, ...limits })}</li>
      ))}
    </ul>
  );
}
