import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { classes } from './classes.ts';
import styles from './notice.module.css';

const icons = {
  neutral: IconInfoCircle,
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
} as const;

/** A sentence that matters here and now. An urgent one is read out at once. */
export function Notice({
  tone = 'neutral',
  isUrgent = false,
  children,
}: {
  readonly tone?: Tone;
  readonly isUrgent?: boolean;
  readonly children: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div
      className={classes(styles.notice, tone !== 'neutral' && styles[tone])}
      role={isUrgent ? 'alert' : 'note'}
    >
      <Icon size={17} stroke={1.8} aria-hidden="true" />
      <div className={styles.body}>{children}</div>
    </div>
  );
}
