import { textLimits } from '#renderer/data/text-limits.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { missingFor, type StepWork } from '#shared/domain/flow/outcomes.ts';
import type { Ways } from './step-work.ts';

/** The fields and items that keep these ways from being taken: what is missing first, then what is too long. */
export function inTheWay(
  version: FlowVersion,
  elementId: ElementId,
  [outcome, ...also]: Ways,
  work: StepWork,
): readonly string[] {
  return [...missingFor(version, elementId, outcome, work, also).map(({ id }) => id), ...tooLongIn(work)];
}

export function tooLongIn(work: StepWork): readonly string[] {
  return Object.entries(work.form)
    .filter(([, text]) => text.length > textLimits.answer)
    .map(([id]) => id);
}
