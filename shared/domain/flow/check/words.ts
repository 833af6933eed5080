/** Words that are missing in one language or another, where people read them. */
import { type Language, languages, type Words } from '#shared/lib/words.ts';
import { findMessage, transitionsFrom } from '../elements.ts';
import type { FlowElement } from '../flow-element.ts';
import type { FlowVersion } from '../flow-version.ts';
import type { FormField } from '../form.ts';
import { outcomesAt } from '../outcomes.ts';
import { type Problem, toProblem } from './problem.ts';

export function checkWords(version: FlowVersion, element: FlowElement): readonly Problem[] {
  const names = namesOf(version, element);
  const nameless = languages.filter((language) => names.some((words) => isBlank(words, language)));
  const texts = textsOf(version, element).filter(isSaid);
  const lacking = languages.filter((language) => texts.some((words) => isBlank(words, language)));
  const textless = lacking.filter((language) => !nameless.includes(language));
  return [
    ...(nameless.length === 0 ? [] : [withoutNames(element, names, nameless)]),
    // No mend: a text in another language, copied, would be read as if it were meant.
    ...(textless.length === 0
      ? []
      : [toProblem(element.id, 'texts-missing', 'warning', { languages: textless.join(', ') })]),
  ];
}

/** Whether it says anything, in whatever language. */
export function isSaid(words: Words): boolean {
  return languages.some((language) => !isBlank(words, language));
}

function withoutNames(element: FlowElement, names: readonly Words[], lacking: readonly Language[]): Problem {
  const whole = languages.find((language) => names.every((words) => !isBlank(words, language)));
  const mend =
    whole === undefined ? null : ({ kind: 'copy-words', elementId: element.id, from: whole } as const);
  // A step that is called nothing in any language is nothing anybody can do.
  const isNameless = lacking.length === languages.length && element.kind === 'step';
  const severity = isNameless ? 'error' : 'warning';
  return toProblem(element.id, 'words-missing', severity, { languages: lacking.join(', ') }, mend);
}

/** What a step and its buttons are called, and what a decision asks. */
function namesOf(version: FlowVersion, element: FlowElement): readonly Words[] {
  if (element.kind === 'step')
    return [element.name, ...outcomesAt(version, element.id).flatMap(({ name }) => name ?? [])];
  const isDecision = element.kind === 'gateway' && transitionsFrom(version, element.id).length > 1;
  return isDecision ? [element.name] : [];
}

/** Everything else that is read there. */
function textsOf(version: FlowVersion, element: FlowElement): readonly Words[] {
  if (element.kind === 'start') return formTexts(element.form);
  if (element.kind !== 'step') {
    const messageId = sentBy(element);
    return typeof messageId === 'string' ? [findMessage(version, messageId)?.text ?? []].flat() : [];
  }
  return [
    element.instruction,
    ...[element.script ?? [], element.topic ?? []].flat(),
    ...formTexts(element.form),
    ...element.checklist.map(({ label }) => label),
    ...(element.limits ?? []).map(({ name }) => name),
    ...outcomesAt(version, element.id).flatMap(({ consequence }) => consequence ?? []),
  ];
}

function formTexts(form: readonly FormField[]): readonly Words[] {
  return form.flatMap(({ label, help, options }) => [
    label,
    ...(help === null ? [] : [help]),
    ...options.map((option) => option.label),
  ]);
}

/** The template it tells. Undefined where it sends none; null where it does not say which. */
export function sentBy(element: FlowElement): string | null | undefined {
  if (element.kind === 'automatic') return element.task === 'send' ? (element.messageId ?? null) : undefined;
  if (element.kind !== 'throw' && element.kind !== 'end') return undefined;
  return element.event.kind === 'message' ? element.event.messageId : undefined;
}

function isBlank(words: Words, language: Language): boolean {
  return words[language].trim() === '';
}
