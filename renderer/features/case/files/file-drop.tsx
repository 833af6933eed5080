import { IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { filesDraftKey, filesFieldOf } from '#renderer/data/file-drafts.ts';
import { useOpenCase } from '../case-context.ts';
import { useCaseStore } from '../case-store.ts';
import styles from './files.module.css';
import { useChosenFiles } from './use-chosen-files.ts';
import { useFileDrop } from './use-file-drop.ts';

/** Files dropped anywhere on the conversation are chosen for it. */
export function FileDrop({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('files');
  const { supportCase } = useOpenCase();
  const field = useCaseStore((state) => filesFieldOf(state.tab));
  const { choose } = useChosenFiles(filesDraftKey(supportCase.id, field));
  const { area, isOver } = useFileDrop((files) => {
    useCaseStore.getState().tabChosen(field);
    choose(files);
  });
  return (
    <div ref={area} className={styles.drop}>
      {children}
      {isOver && (
        <p className={styles.over}>
          <IconPaperclip size={20} aria-hidden="true" />
          {t('dropHere')}
        </p>
      )}
    </div>
  );
}
