import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import { useOpenCase } from '../case-context.ts';
import styles from './step-panel.module.css';
import { useOutcomeName } from './use-outcome-name.ts';

/** The name of the field, whether it may stay empty, and the only outcomes that ask for it. */
export function FieldLabel({ field }: { readonly field: FormField }) {
  const { t } = useTranslation('case');
  const words = useWords();
  const nameOf = useOutcomeName();
  const { version } = useOpenCase();
  const outcomes = version.transitions
    .filter((transition) => field.onlyFor.includes(transition.id))
    .map(nameOf);
  const asides = [
    ...(field.isRequired ? [] : [t('optional')]),
    ...(outcomes.length === 0 ? [] : [t('onlyFor', { outcome: outcomes.join(', ') })]),
  ];
  return (
    <span className={styles.label}>
      {words(field.label)}
      {asides.length > 0 && <small> ({asides.join('; ')})</small>}
    </span>
  );
}
