/** The work of a step, and the form of a start, as a file's `raia:` extension says it. */
import type { Language } from '#shared/lib/words.ts';
import type { Part } from './bpmn-file.ts';
import { extensionIn, idOf, isSet, partsIn, textIn } from './parts.ts';
import { readWords, readWordsIf } from './words.ts';

export function readStep(part: Part, language: Language) {
  const step = extensionIn(part, 'raia:Step');
  const [topic, tags] = [readWordsIf(step, 'topic'), listIn(step, 'tags')];
  const limits = partsIn(step, 'limits').map((limit) => readLimit(limit, language));
  return {
    // What a drawing says of a step besides its name is the best instruction there is.
    instruction: readWords(step, 'instruction', documentationOf(part), language),
    script: readWordsIf(step, 'script'),
    form: readForm(step, language),
    checklist: partsIn(step, 'items').map((item) => ({
      id: idOf(item),
      label: readWords(item, 'label', undefined, language),
      isRequired: isSet(item, 'required'),
    })),
    effect: textIn(step, 'effect') ?? null,
    canEscalate: isSet(step, 'canEscalate'),
    ...(limits.length > 0 && { limits }),
    ...(topic !== null && { topic }),
    ...(tags.length > 0 && { tags }),
  };
}

export function readForm(extension: Part | undefined, language: Language) {
  return partsIn(extension, 'fields').map((field) => ({
    id: idOf(field),
    label: readWords(field, 'label', undefined, language),
    help: readWordsIf(field, 'help'),
    type: textIn(field, 'type') ?? 'text',
    options: partsIn(field, 'options').map((option) => readLabelled(option, language)),
    isRequired: isSet(field, 'required'),
    onlyFor: listIn(field, 'onlyFor'),
  }));
}

export function readLabelled(part: Part, language: Language) {
  return { id: idOf(part), label: readWords(part, 'label', undefined, language) };
}

function readLimit(limit: Part, language: Language) {
  return {
    id: idOf(limit),
    name: readWords(limit, 'name', undefined, language),
    soft: textIn(limit, 'soft') ?? null,
    hard: textIn(limit, 'hard') ?? null,
    calendar: textIn(limit, 'calendar') ?? 'wall',
  };
}

function documentationOf(part: Part): string | undefined {
  const [first] = partsIn(part, 'documentation');
  return textIn(first, 'text');
}

/** Ids and tags, with blanks between them. */
function listIn(part: Part | undefined, name: string): readonly string[] {
  return (textIn(part, name) ?? '').split(/\s+/).filter((one) => one !== '');
}
