import { IconDeviceFloppy, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import styles from './kept-mark.module.css';

/** Says that a text is on this computer's disk, only once it is. */
export function KeptMark({ draft }: { readonly draft: { readonly isKept: boolean } | undefined }) {
  const { t } = useTranslation('sync');
  if (draft === undefined) return <span className={styles.mark} />;
  return draft.isKept ? (
    <span className={classes(styles.mark, styles.kept)}>
      <IconDeviceFloppy size={14} aria-hidden="true" />
      {t('keptHere')}
    </span>
  ) : (
    <span className={styles.mark}>
      <IconLoader2 size={14} aria-hidden="true" />
      {t('keeping')}
    </span>
  );
}
