import styles from './avatar.module.css';
import { classes } from './classes.ts';
import { initialsOf } from './initials.ts';

/** Two initials; the name stands beside it or on the button around it. */
export function Avatar({
  name,
  tone = 'person',
  size = 'normal',
}: {
  readonly name: string;
  readonly tone?: 'person' | 'client' | 'none';
  readonly size?: 'normal' | 'small';
}) {
  return (
    <span
      className={classes(styles.avatar, tone !== 'none' && styles[tone], size === 'small' && styles.small)}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
