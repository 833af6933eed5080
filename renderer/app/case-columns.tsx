import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseStore } from '#renderer/features/case/case-store.ts';
import { ColumnHandle } from '#renderer/ui/column-handle.tsx';
import { sideWidths, usePreferences } from './preferences.ts';
import styles from './queue-page.module.css';
import type { Layout } from './use-layout.ts';

type Props = { readonly layout: Layout; readonly conversation: ReactNode; readonly side: ReactNode };

/** The conversation and the step: side by side, or one at a time where only one fits. */
export function CaseColumns({ layout, conversation, side }: Props) {
  const { t } = useTranslation('shell');
  const half = useCaseStore((state) => state.half);
  const { sideWidth, sideResized } = usePreferences();
  if (layout === 'narrow')
    return (
      <>
        <div className={styles.half} hidden={half !== 'conversation'}>
          {conversation}
        </div>
        <div className={styles.half} hidden={half !== 'step'}>
          {side}
        </div>
      </>
    );
  if (layout === 'medium')
    return (
      <div className={styles.halves}>
        <div className={styles.column}>{conversation}</div>
        <div className={styles.column}>{side}</div>
      </div>
    );
  return (
    <>
      <div className={styles.column}>{conversation}</div>
      <div className={styles.column}>
        {side}
        <ColumnHandle
          label={t('sideWidth')}
          side="left"
          width={sideWidth}
          min={sideWidths.min}
          max={sideWidths.max}
          onResize={sideResized}
        />
      </div>
    </>
  );
}
