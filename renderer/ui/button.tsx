import { Tooltip } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';

export type ButtonProps = ComponentProps<'button'> & {
  readonly look?: 'default' | 'primary' | 'quiet' | 'link';
  readonly size?: 'normal' | 'small';
};

export function Button({ look = 'default', size = 'normal', className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(
        styles.button,
        look !== 'default' && styles[look],
        size === 'small' && styles.small,
        className,
      )}
    />
  );
}

/** A button that shows an icon alone: its name is told by tooltip and to screen readers. */
export function IconButton({
  label,
  children,
  look = 'quiet',
  className,
  ...rest
}: ButtonProps & { readonly label: string; readonly children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <Button {...rest} look={look} aria-label={label} className={classes(styles.square, className)}>
        {children}
      </Button>
    </Tooltip>
  );
}
