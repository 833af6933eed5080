import styles from './nodes.module.css';

/** How many cases are at a node, outside its corner. */
export function Badge({ count }: { readonly count: number | null }) {
  return count !== null && count > 0 && <span className={styles.badge}>{count}</span>;
}
