/** Putting a place of a case right by hand: what there is to choose for each act, and the arguments it is sent with. */

import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { outcomeName } from '#shared/domain/flow/outcomes.ts';
import type { Token } from '#shared/domain/flow/position.ts';
import { placesBeside, type RepairAct, waysPast } from '#shared/domain/flow/repair.ts';
import type { Words } from '#shared/lib/words.ts';
import type { MutatorArgs } from '#shared/mutations/registry.ts';

export type RepairKind = RepairAct['act'];
export type RepairChoice = { readonly id: string; readonly name: Words | null };

/** None where the act needs no choice. */
export function repairChoices(
  version: FlowVersion,
  elementId: ElementId,
  act: RepairKind,
): readonly RepairChoice[] {
  if (act === 'skip')
    return waysPast(version, elementId).map((way) => ({ id: way.id, name: outcomeName(version, way) }));
  return act === 'move' || act === 'add' ? placesBeside(version, act === 'add' ? null : elementId) : [];
}

/** `choice` is the id of what was chosen. */
export function toRepairAct(
  act: RepairKind,
  { id: tokenId, elementId, attempt }: Token,
  choice: string | null,
): MutatorArgs<'case.repair'>['act'] {
  const seen = { tokenId, elementId, attempt };
  switch (act) {
    case 'move':
      return { act, ...seen, to: choice ?? '' };
    case 'add':
      return { act, to: choice ?? '' };
    case 'skip':
      return { act, ...seen, outcome: choice };
    default:
      return { act, ...seen };
  }
}
