import type { ReactNode } from 'react';
import styles from './form.module.css';

type Props = { readonly children: ReactNode };

/** Fields one below the other. */
export function Stack({ children }: Props) {
  return <div className={styles.stack}>{children}</div>;
}

/** Fields side by side where they fit. */
export function FieldRow({ children }: Props) {
  return <div className={styles.row}>{children}</div>;
}

/** The buttons that end a form. */
export function FormEnd({ children }: Props) {
  return <div className={styles.end}>{children}</div>;
}
