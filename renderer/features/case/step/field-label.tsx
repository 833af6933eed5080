import { useTranslation } from 'react-i18next';
import { FieldName } from '#renderer/ui/field-name.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import styles from './step-panel.module.css';

/** The name of the field, whether it may stay empty, and the only outcomes that ask for it. */
export function FieldLabel({
  field,
  outcomes,
}: {
  readonly field: FormField;
  readonly outcomes: readonly string[];
}) {
  const { t } = useTranslation('case');
  const words = useWords();
  const asides = [
    ...(field.isRequired ? [] : [t('optional')]),
    ...(outcomes.length === 0 ? [] : [t('onlyFor', { outcome: outcomes.join(', ') })]),
  ];
  return (
    <span className={styles.label}>
      <FieldName name={words(field.label)} asides={asides} />
    </span>
  );
}
