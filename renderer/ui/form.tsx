import type { KeyboardEvent, ReactNode } from 'react';
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

/** Ctrl+Enter, or ⌘ and Enter, sends a form from any of its fields; a list that is open takes the key for itself. */
export function sendOnKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  // Held down it asks once: what was refused is asked again only by another press.
  if (!event.repeat) event.currentTarget.requestSubmit();
}

/** The buttons that end a form. */
export function FormEnd({ children }: Props) {
  return <div className={styles.end}>{children}</div>;
}
