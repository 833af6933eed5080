/**
 * The ways out of where a token rests.
 *
 * A step followed by a decision offers the decision's paths, so that the
 * person who did the work decides in the same breath. Any other step has one
 * way out.
 */
import { must } from '#shared/lib/must.ts';
import { findStep, getElement, transitionsFrom } from './elements.ts';
import type { ElementId, FlowVersion, FormField, Transition, TransitionId } from './flow-version.ts';

export function outcomesAt(version: FlowVersion, elementId: ElementId): readonly Transition[] {
  const ways = transitionsFrom(version, elementId);
  const only = ways[0];
  if (ways.length !== 1 || only === undefined) return ways;
  const next = getElement(version, only.to);
  return next.kind === 'gateway' ? transitionsFrom(version, next.id) : ways;
}

/** What a person entered at a step: field id to text (`'yes'` and `'no'` for yes-no fields), and the ticked items. */
export type StepWork = {
  readonly form: Readonly<Record<string, string>>;
  readonly checked: readonly string[];
};

export type Missing =
  | { readonly kind: 'field'; readonly id: string }
  | { readonly kind: 'option'; readonly id: string }
  | { readonly kind: 'item'; readonly id: string };

/** What still stands between this work and leaving by `outcome`; empty when nothing does. */
export function missingFor(
  version: FlowVersion,
  elementId: ElementId,
  outcome: TransitionId,
  work: StepWork,
): readonly Missing[] {
  const step = findStep(version, elementId);
  if (step === undefined) return [];
  const { form, checked } = work;
  return [
    ...fieldsFor(step.form, outcome).flatMap((field) => wrongIn(version, field, form[field.id])),
    ...step.checklist
      .filter((item) => item.isRequired && !checked.includes(item.id))
      .map((item): Missing => ({ kind: 'item', id: item.id })),
  ];
}

/** The fields asked when the step is left by `outcome`. */
export function fieldsFor(form: readonly FormField[], outcome: TransitionId): readonly FormField[] {
  return form.filter((field) => field.onlyFor.length === 0 || field.onlyFor.includes(outcome));
}

/** The outcome meant when none was named: the only one there is. */
export function onlyOutcome(version: FlowVersion, elementId: ElementId): Transition | undefined {
  const outcomes = outcomesAt(version, elementId);
  return outcomes.length === 1 ? must(outcomes[0], 'the only outcome') : undefined;
}

/** A field lacks its answer or holds one that is no option; never both. */
function wrongIn(version: FlowVersion, field: FormField, value: string | undefined): readonly Missing[] {
  if (field.isRequired && isBlank(value)) return [{ kind: 'field', id: field.id }];
  return isAllowed(version, field, value) ? [] : [{ kind: 'option', id: field.id }];
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

function isAllowed(version: FlowVersion, field: FormField, value: string | undefined): boolean {
  if (value === undefined || value === '') return true;
  if (field.type === 'choice') return field.options.some((option) => option.id === value);
  if (field.type === 'category') return version.categories.some((category) => category.id === value);
  if (field.type === 'yes-no') return value === 'yes' || value === 'no';
  return true;
}
