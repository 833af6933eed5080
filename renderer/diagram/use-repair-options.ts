import { useTranslation } from 'react-i18next';
import { findTransition } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { elementIdSchema, transitionIdSchema } from '#shared/domain/flow/ids.ts';
import type { RepairChoice, RepairKind } from '#shared/domain/flow/repair.ts';
import { useToldApart } from './use-told-apart.ts';

/** What there is to choose for an act of repair, as a field lists it. That a case would end there is said. */
export function useRepairOptions(): (
  version: FlowVersion,
  choices: readonly RepairChoice[],
  act: RepairKind,
) => readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation('case');
  const toldApart = useToldApart();
  return (version, choices, act) => {
    // A way past a step is told by where it leads.
    const placeOf = (id: string) =>
      (act === 'skip' && findTransition(version, transitionIdSchema.parse(id))?.to) ||
      elementIdSchema.parse(id);
    const names = toldApart(
      version,
      choices.map(({ id, kind, name }) => ({ id: placeOf(id), kind, name })),
    );
    return choices.map(({ id, kind }, nth) => {
      const name = names[nth] ?? '';
      return { value: id, label: kind === 'end' && act !== 'skip' ? t('repairEnd', { name }) : name };
    });
  };
}
