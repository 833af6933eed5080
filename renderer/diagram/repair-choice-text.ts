import type { RepairKind } from '#shared/domain/flow/repair.ts';

/** What the choice of an act of repair is called, and what is said where it was not made. */
export function repairChoiceText(act: RepairKind) {
  return act === 'skip'
    ? ({ label: 'repairWay', missing: 'repairNeedsWay' } as const)
    : ({ label: 'repairTo', missing: 'repairNeedsPlace' } as const);
}
