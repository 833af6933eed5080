import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import styles from './files.module.css';

/** Files can also be dropped on the case, or pasted where one writes. */
export function AttachButton({ onChosen }: { readonly onChosen: (files: readonly File[]) => void }) {
  const { t } = useTranslation('files');
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  useKeys({ f: open });
  return (
    <>
      <Button look="quiet" size="small" aria-keyshortcuts="f" title={t('attachHint')} onClick={open}>
        <IconPaperclip size={15} aria-hidden="true" />
        {t('attach')}
        <Kbd>F</Kbd>
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        className={styles.input}
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          onChosen([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
