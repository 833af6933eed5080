import styles from './field-name.module.css';

/** What a field is called and, in brackets, what else is to be known before it is filled in. */
export function FieldName({ name, asides }: { readonly name: string; readonly asides: readonly string[] }) {
  return (
    <>
      {name}
      {asides.length > 0 && <small className={styles.asides}> ({asides.join('; ')})</small>}
    </>
  );
}
