/** What the answers of a case say in words: forms keep the ids of the options they offer. */
import { inLanguage, type Language } from '#shared/lib/words.ts';
import type { FlowVersion } from './flow-version.ts';
import type { FormField, Option } from './form.ts';

/** A question of yes or no offers these two in every flow, so their words are here and not in its file. */
const yesNo: readonly Option[] = [
  { id: 'yes', label: { 'pt-BR': 'Sim', es: 'Sí', en: 'Yes' } },
  { id: 'no', label: { 'pt-BR': 'Não', es: 'No', en: 'No' } },
];

/** What can be answered to a field; undefined where anything can. */
export function optionsOf(
  { categories }: Pick<FlowVersion, 'categories'>,
  { type, options }: Pick<FormField, 'type' | 'options'>,
): readonly Option[] | undefined {
  if (type === 'choice') return options;
  if (type === 'category') return categories;
  return type === 'yes-no' ? yesNo : undefined;
}

/** Answers as they are told to people: the words of what was chosen, and whatever was written. */
export function answersInWords(
  version: FlowVersion,
  answers: Readonly<Record<string, string>>,
  language: Language,
): Readonly<Record<string, string>> {
  const options = offered(version);
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => {
      const label = options.get(toKey(id, answer));
      return [id, label === undefined ? answer : inLanguage(label, language)];
    }),
  );
}

const known = new WeakMap<FlowVersion, ReadonlyMap<string, Option['label']>>();

/** Versions never change, and cases move often. */
function offered(version: FlowVersion): ReadonlyMap<string, Option['label']> {
  const options =
    known.get(version) ??
    new Map(
      version.elements
        .flatMap((element) => (element.kind === 'step' || element.kind === 'start' ? element.form : []))
        .flatMap((field) =>
          (optionsOf(version, field) ?? []).map(({ id, label }) => [toKey(field.id, id), label] as const),
        ),
    );
  known.set(version, options);
  return options;
}

/** No field id has a blank in it. */
function toKey(fieldId: string, answer: string): string {
  return `${fieldId} ${answer}`;
}
