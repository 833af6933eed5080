import styles from './skeleton.module.css';

/** A grey bar where text will stand. Sizes are those of the text, so that nothing jumps. */
export function Skeleton({ width, height = 12 }: { readonly width: string; readonly height?: number }) {
  return <span className={styles.bar} style={{ width, height }} aria-hidden="true" />;
}
