import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import type { Step } from '#shared/domain/flow/flow-element.ts';
import styles from './step-panel.module.css';
import { stepPartId } from './step-part-id.ts';
import type { UsedStepWork } from './step-work.ts';

export function Checklist({
  step,
  work,
  tick,
  lit,
}: Pick<UsedStepWork, 'work' | 'tick'> & { readonly step: Step; readonly lit: readonly string[] }) {
  const { t } = useTranslation('case');
  const words = useWords();
  return (
    <fieldset className={styles.checks}>
      <legend className="visually-hidden">{t('checklist')}</legend>
      {step.checklist.map((item) => (
        <div
          key={item.id}
          id={stepPartId(item.id)}
          className={lit.includes(item.id) ? styles.lit : undefined}
        >
          <Checkbox
            size="xs"
            styles={{ label: { fontSize: 'var(--size-m)' } }}
            label={item.isRequired ? `${words(item.label)} (${t('required')})` : words(item.label)}
            checked={work.checked.includes(item.id)}
            onChange={(event) => tick(item.id, event.currentTarget.checked)}
          />
        </div>
      ))}
    </fieldset>
  );
}
