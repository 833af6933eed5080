/** What the answers of a case say in words: forms keep the ids of the options they offer. */
import { inLanguage, type Language } from '#shared/lib/words.ts';
import { fieldsIn } from './elements.ts';
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

/** Answers as they are told to people: the words of what was chosen, whatever was written, and a dash for none. */
export function answersInWords(
  version: FlowVersion,
  answers: Readonly<Record<string, string>>,
  language: Language,
): Readonly<Record<string, string>> {
  const { labels, none } = askedIn(version);
  const told = Object.entries(answers).map(([id, answer]) => {
    const label = labels.get(toKey(id, answer));
    return [id, label === undefined ? answer : inLanguage(label, language)];
  });
  return { ...none, ...Object.fromEntries(told) };
}

type Asked = {
  readonly labels: ReadonlyMap<string, Option['label']>;
  /** A case can be put past the step or the table that answers. */
  readonly none: Readonly<Record<string, string>>;
};

const known = new WeakMap<FlowVersion, Asked>();

/** Versions never change, and cases move often. */
function askedIn(version: FlowVersion): Asked {
  const asked = known.get(version) ?? toAsked(version);
  known.set(version, asked);
  return asked;
}

function toAsked(version: FlowVersion): Asked {
  const fields = fieldsIn(version);
  const options = fields.flatMap((field) =>
    (optionsOf(version, field) ?? []).map(({ id, label }) => [toKey(field.id, id), label] as const),
  );
  const outputs = version.decisions?.flatMap((table) => table.outputs) ?? [];
  return {
    labels: new Map(options),
    none: Object.fromEntries([...fields, ...outputs].map(({ id }) => [id, '—'])),
  };
}

/** No field id has a blank in it. */
function toKey(fieldId: string, answer: string): string {
  return `${fieldId} ${answer}`;
}
