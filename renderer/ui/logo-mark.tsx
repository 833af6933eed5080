import styles from './logo-mark.module.css';

/** The four lanes. */
export function LogoMark({ size = 18 }: { readonly size?: number }) {
  return <span className={styles.mark} style={{ width: size, height: size }} aria-hidden="true" />;
}
