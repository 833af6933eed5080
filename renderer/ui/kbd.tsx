import type { ReactNode } from 'react';
import styles from './kbd.module.css';

/** A key. Decoration beside a button that has a name of its own: screen readers get `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <span className={styles.kbd} aria-hidden="true">
      {children}
    </span>
  );
}
