import { useTranslation } from 'react-i18next';
import type { RepairChoice, RepairKind } from '#shared/domain/flow/repair.ts';
import { useElementName } from './use-element-name.ts';

/** What there is to choose for an act of repair. That a case would end there is said. */
export function useRepairChoiceName(): (choice: RepairChoice, act: RepairKind) => string {
  const { t } = useTranslation('case');
  const nameOf = useElementName();
  return (choice, act) => {
    const name = nameOf(choice);
    return choice.kind === 'end' && act !== 'skip' ? t('repairEnd', { name }) : name;
  };
}
