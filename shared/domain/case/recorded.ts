import { findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { FormField } from '#shared/domain/flow/form.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { askedAtStart } from '#shared/domain/flow/opening.ts';
import { fieldsFor } from '#shared/domain/flow/outcomes.ts';
import type { SupportCase } from './support-case.ts';

/** A step left by a way, with what was entered there. */
export type StepDone = {
  readonly elementId: ElementId;
  readonly outcome: TransitionId;
  /** Further ways of an inclusive decision. */
  readonly also?: readonly TransitionId[] | undefined;
  readonly form: Readonly<Record<string, string>>;
};

/**
 * What the form leaves on the case: the answers this way out of the step asks
 * for, and the category where it asks for one. Whatever else was typed stays in
 * the event and overwrites nothing.
 */
export function recorded(
  supportCase: SupportCase,
  version: FlowVersion,
  { elementId, outcome, also = [], form }: StepDone,
): Pick<SupportCase, 'form' | 'category'> {
  const fields = fieldsFor(findStep(version, elementId)?.form ?? [], outcome, ...also);
  const category = fields.find((field) => field.type === 'category');
  return {
    form: { ...supportCase.form, ...answersTo(fields, form) },
    category: (category && form[category.id]) || supportCase.category,
  };
}

/** What the form of the start leaves on a case, besides what the case keeps anyway. */
export function recordedAtStart(version: FlowVersion, form: SupportCase['form']): SupportCase['form'] {
  return answersTo(askedAtStart(version), form);
}

function answersTo(fields: readonly FormField[], form: SupportCase['form']): SupportCase['form'] {
  return Object.fromEntries(
    fields.flatMap(({ id }) => (form[id] === undefined ? [] : [[id, form[id]] as const])),
  );
}
