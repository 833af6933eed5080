import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import type { FormField } from '#shared/domain/flow/form.ts';
import { findComposer } from '../case-focus.ts';
import { useCaseStore } from '../case-store.ts';
import { FieldLabel } from './field-label.tsx';
import styles from './step-panel.module.css';

/** The solution is written in the composer, where there is room; here it is seen. */
export function SolutionField({
  field,
  outcomes,
  value,
}: {
  readonly field: FormField;
  readonly outcomes: readonly string[];
  readonly value: string;
}) {
  const { t } = useTranslation('case');
  const { tabChosen, halfChosen } = useCaseStore.getState();
  const isEmpty = value.trim() === '';
  const handleWrite = () => {
    halfChosen('conversation');
    tabChosen('solution');
    requestAnimationFrame(() => findComposer()?.focus());
  };
  return (
    <div className={styles.solution}>
      <FieldLabel field={field} outcomes={outcomes} />
      {!isEmpty && <p>{value}</p>}
      <Button look={isEmpty ? 'default' : 'link'} size="small" onClick={handleWrite}>
        {isEmpty ? t('writeSolution') : t('editSolution')}
      </Button>
    </div>
  );
}
