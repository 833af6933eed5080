import { Button, type ButtonProps } from './button.tsx';
import styles from './choice-button.module.css';
import { classes } from './classes.ts';
import { Kbd } from './kbd.tsx';

type Props = Omit<ButtonProps, 'children'> & {
  readonly label: string;
  /** What follows from it, on a second line. */
  readonly hint?: string;
  /** The single key that presses it where `pressShortcut` listens. */
  readonly shortcut?: string | undefined;
};

/** A decision with its consequence and its key. */
export function ChoiceButton({ label, hint, shortcut, className, ...rest }: Props) {
  return (
    <Button size="small" {...rest} className={classes(styles.choice, className)} aria-keyshortcuts={shortcut}>
      {label}
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </Button>
  );
}
