import { IconSearch, IconX } from '@tabler/icons-react';
import type { Ref } from 'react';
import { Kbd } from './kbd.tsx';
import styles from './search-field.module.css';

/** One line to search by. Esc empties it, and leaves it when it is empty. */
export function SearchField({
  ref,
  label,
  placeholder,
  shortcut,
  clearLabel,
  value,
  onChange,
}: {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly placeholder: string;
  readonly shortcut?: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <div className={styles.field}>
      <IconSearch size={15} aria-hidden="true" />
      <input
        ref={ref}
        type="search"
        className={styles.input}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (value === '') event.currentTarget.blur();
          else onChange('');
        }}
      />
      <span className={styles.end}>
        {value !== '' ? (
          <button type="button" className={styles.clear} aria-label={clearLabel} onClick={() => onChange('')}>
            <IconX size={14} aria-hidden="true" />
          </button>
        ) : (
          shortcut !== undefined && <Kbd>{shortcut}</Kbd>
        )}
      </span>
    </div>
  );
}
