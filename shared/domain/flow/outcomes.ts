/**
 * The ways out of where a token rests.
 *
 * A step followed by a decision offers the decision's paths, so that the
 * person who did the work decides in the same breath. Any other step has one
 * way out. Messages that may come meanwhile are ways out too: whoever hears
 * them records them. What a rule decides, or a join, is offered to nobody.
 */
import { must } from '#shared/lib/must.ts';
import type { Words } from '#shared/lib/words.ts';
import { optionsOf } from './answers.ts';
import {
  boundariesOf,
  findElement,
  findStep,
  findTransition,
  getElement,
  transitionsFrom,
} from './elements.ts';
import { heardAround } from './events.ts';
import type { FlowElement } from './flow-element.ts';
import type { FlowVersion, Transition } from './flow-version.ts';
import type { FormField } from './form.ts';
import type { ElementId, TransitionId } from './ids.ts';
import { isJoin } from './joins.ts';

export function outcomesAt(version: FlowVersion, elementId: ElementId): readonly Transition[] {
  const known = outcomes.get(version) ?? new Map<ElementId, readonly Transition[]>();
  outcomes.set(version, known);
  const found = known.get(elementId) ?? toOutcomes(version, elementId);
  known.set(elementId, found);
  return found;
}

/** Versions never change, and every step of a case asks. */
const outcomes = new WeakMap<FlowVersion, Map<ElementId, readonly Transition[]>>();

function toOutcomes(version: FlowVersion, elementId: ElementId): readonly Transition[] {
  const element = getElement(version, elementId);
  const own = ownOutcomes(version, element);
  const rests = own.length > 0 || element.kind === 'step' || element.kind === 'catch';
  if (!rests || element.kind === 'start') return own;
  const edges = boundariesOf(version, elementId).filter(({ event }) => event.kind === 'message');
  const events = [...edges, ...heardAround(version, element).map(({ start }) => start)];
  return [...own, ...events.flatMap(({ id }) => transitionsFrom(version, id).slice(0, 1))];
}

/** What is heard meanwhile, where a way out is that; it finishes no work of the step. */
export function heardBy(version: FlowVersion, { from }: Transition): FlowElement | undefined {
  const element = getElement(version, from);
  return element.kind === 'boundary' || beginsByEvent(version, element) ? element : undefined;
}

function beginsByEvent(version: FlowVersion, { kind, within }: FlowElement): boolean {
  const around = within === undefined ? undefined : findElement(version, within);
  return kind === 'start' && around?.kind === 'sub-process' && around.isEvent;
}

/**
 * What a way out is called: by its own name, else by what is heard, else where
 * several can be chosen by what it leads to. Null for a lone one without a name.
 */
export function outcomeName(version: FlowVersion, way: Transition): Words | null {
  if (way.name !== null) return way.name;
  const heard = heardBy(version, way);
  if (heard !== undefined) return heard.name;
  const isChoice = getElement(version, way.from).kind === 'gateway';
  return isChoice ? getElement(version, way.to).name : null;
}

function ownOutcomes(version: FlowVersion, element: FlowElement): readonly Transition[] {
  const ways = transitionsFrom(version, element.id);
  switch (element.kind) {
    case 'step': {
      const [only] = ways;
      const next = only === undefined || ways.length > 1 ? undefined : getElement(version, only.to);
      // Several ways without a decision are all taken: one button says so.
      return next !== undefined && isAsked(version, next) && !isJoin(version, next)
        ? transitionsFrom(version, next.id)
        : ways.slice(0, 1);
    }
    case 'catch':
      return element.event.kind === 'message' ? ways.slice(0, 1) : [];
    case 'gateway':
      if (element.gateway === 'event') return ways.filter(({ to }) => canBeHeard(version, to));
      return isAsked(version, element) ? ways : [];
    case 'start':
      return ways;
    default:
      return [];
  }
}

/** Where somebody decides which ways a token takes. */
export function isAsked(version: FlowVersion, element: FlowElement): boolean {
  if (element.kind !== 'gateway' || element.decidedBy !== 'person') return false;
  const decides = element.gateway === 'exclusive' || element.gateway === 'inclusive';
  return decides && transitionsFrom(version, element.id).length > 1;
}

function canBeHeard(version: FlowVersion, id: ElementId): boolean {
  const element = getElement(version, id);
  return element.kind === 'step' || (element.kind === 'catch' && element.event.kind === 'message');
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

/** What still stands between this work and leaving by `outcome`, and by `also` beside it; empty when nothing does. */
export function missingFor(
  version: FlowVersion,
  elementId: ElementId,
  outcome: TransitionId,
  work: StepWork,
  also: readonly TransitionId[] = [],
): readonly Missing[] {
  const step = findStep(version, elementId);
  const way = findTransition(version, outcome);
  // What happens meanwhile asks for no work to be finished.
  if (step === undefined || (way !== undefined && heardBy(version, way) !== undefined)) return [];
  const { form, checked } = work;
  const missing: Missing[] = [];
  const ways = [outcome, ...also];
  for (const field of step.form) {
    const wrong = isAskedBy(field, ways) ? wrongIn(version, field, form[field.id]) : null;
    if (wrong !== null) missing.push({ kind: wrong, id: field.id });
  }
  for (const { id, isRequired } of step.checklist)
    if (isRequired && !checked.includes(id)) missing.push({ kind: 'item', id });
  return missing;
}

/** The fields asked when the step is left by these ways. */
export function fieldsFor(
  form: readonly FormField[],
  ...ways: readonly TransitionId[]
): readonly FormField[] {
  return form.filter((field) => isAskedBy(field, ways));
}

function isAskedBy({ onlyFor }: FormField, ways: readonly TransitionId[]): boolean {
  return onlyFor.length === 0 || onlyFor.some((way) => ways.includes(way));
}

/** The ways that may be taken together with one of them: those of an inclusive decision. */
export function takenTogether(version: FlowVersion, elementId: ElementId): readonly Transition[] {
  return outcomesAt(version, elementId).filter(({ from }) => {
    const gateway = getElement(version, from);
    return gateway.kind === 'gateway' && gateway.gateway === 'inclusive';
  });
}

/** The outcome meant when none was named: the only one there is. */
export function onlyOutcome(version: FlowVersion, elementId: ElementId): Transition | undefined {
  const outcomes = outcomesAt(version, elementId);
  return outcomes.length === 1 ? must(outcomes[0], 'the only outcome') : undefined;
}

/** A field lacks its answer or holds one that is no option; never both. */
export function wrongIn(
  version: FlowVersion,
  field: FormField,
  value: string | undefined,
): 'field' | 'option' | null {
  if (field.isRequired && isBlank(value)) return 'field';
  return isAllowed(version, field, value) ? null : 'option';
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

function isAllowed(version: FlowVersion, field: FormField, value: string | undefined): boolean {
  if (value === undefined || value === '') return true;
  return optionsOf(version, field)?.some((option) => option.id === value) ?? true;
}
