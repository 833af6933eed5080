/** What rules of a flow may ask of a case: what its steps recorded, what rules found out, and what it is. */
import { fieldsIn } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { Fact, Facts } from '#shared/domain/flow/rules.ts';
import type { SupportCase } from './support-case.ts';

type Answers = SupportCase['form'];

export function factsOf(
  supportCase: Pick<SupportCase, 'category' | 'channel' | 'priority' | 'language' | 'form' | 'learned'>,
  version: FlowVersion,
): Facts {
  const { category, channel, priority, language, form, learned = {} } = supportCase;
  const found = Object.entries(learned).filter(([id, fact]) => form[id] === toAnswer(fact));
  return { ...toFacts(version, form), ...Object.fromEntries(found), category, channel, priority, language };
}

/** Answers as FEEL knows them: yes and no, or words. */
function toFacts(version: FlowVersion, answers: Answers): Facts {
  const yesNo = yesNoFields(version);
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]): [string, Fact] => [
      id,
      yesNo.has(id) && (answer === 'yes' || answer === 'no') ? answer === 'yes' : answer,
    ]),
  );
}

const known = new WeakMap<FlowVersion, ReadonlySet<string>>();

/** Versions never change, and cases move often. */
function yesNoFields(version: FlowVersion): ReadonlySet<string> {
  const fields =
    known.get(version) ??
    new Set(
      fieldsIn(version)
        .filter(({ type }) => type === 'yes-no')
        .map(({ id }) => id),
    );
  known.set(version, fields);
  return fields;
}

/**
 * The case with what rules found out: as words for people, and as it was found
 * for the rules to come, to whom 3 is not "3". Null takes an answer back.
 */
export function withLearned(supportCase: SupportCase, found: Facts): SupportCase {
  if (Object.keys(found).length === 0) return supportCase;
  const { learned: before, ...rest } = supportCase;
  const form = Object.entries<Fact>({ ...supportCase.form, ...found }).flatMap(([id, fact]) =>
    fact === null ? [] : [[id, toAnswer(fact)] as const],
  );
  const learned = Object.entries<Fact>({ ...before, ...found }).flatMap(([id, fact]) =>
    isMoreThanWords(fact) ? [[id, fact] as const] : [],
  );
  return {
    ...rest,
    form: Object.fromEntries(form),
    ...(learned.length > 0 && { learned: Object.fromEntries(learned) }),
  };
}

function toAnswer(fact: Exclude<Fact, null>): string {
  return typeof fact === 'boolean' ? (fact ? 'yes' : 'no') : String(fact);
}

function isMoreThanWords(fact: Fact): fact is number | boolean {
  // A number without end could not be stored.
  return typeof fact === 'boolean' || Number.isFinite(fact);
}
