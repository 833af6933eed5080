/** The two steps at which T0 asks for details and gets them, again and again: a case that never runs out of moves. */
import { findStep } from '#shared/domain/flow/elements.ts';
import { must } from '#shared/lib/must.ts';
import { heflo } from '#test/support/flows.ts';

export type StepToDo = {
  readonly outcome: string;
  /** By their labels; a choice with the label of its option. */
  readonly fields: readonly { readonly label: string; readonly option: string | undefined }[];
};

const language = 'pt-BR';

/** By the name of the step. */
export const detailsLoop: ReadonlyMap<string, StepToDo> = new Map([
  stepToDo('S2', 'G1-no', ['category', 'question']),
  stepToDo('S1b', 'S1b-S2', ['details']),
]);

function stepToDo(stepId: string, outcomeId: string, fieldIds: readonly string[]): [string, StepToDo] {
  const version = heflo;
  const element = version.elements.find(({ id }) => id === stepId);
  const step = must(element && findStep(version, element.id), stepId);
  const outcome = version.transitions.find(({ id }) => id === outcomeId)?.name;
  const fields = step.form
    .filter(({ id }) => fieldIds.includes(id))
    .map(({ label, type }) => ({
      label: label[language],
      option: type === 'category' ? version.categories[0]?.label[language] : undefined,
    }));
  return [step.name[language], { outcome: must(outcome, outcomeId)[language], fields }];
}
