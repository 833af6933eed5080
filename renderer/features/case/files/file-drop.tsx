import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenCase } from '../case-context.ts';
import { useCaseStore } from '../case-store.ts';
import styles from './files.module.css';
import { useChosenFiles } from './use-chosen-files.ts';

/** Files dropped anywhere on the conversation are chosen for it. */
export function FileDrop({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('files');
  const { supportCase } = useOpenCase();
  const { choose } = useChosenFiles(supportCase.id);
  const [isOver, setIsOver] = useState(false);
  const handleDrop = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setIsOver(false);
    const { tab, tabChosen } = useCaseStore.getState();
    if (tab === 'solution') tabChosen('message');
    choose([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; the button does the same by key.
    <div
      className={styles.drop}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
      }}
      onDrop={handleDrop}
    >
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

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files');
}
