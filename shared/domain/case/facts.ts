/** What rules of a flow may ask of a case: what its steps recorded, and what it is. */
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { Fact, Facts } from '#shared/domain/flow/rules.ts';
import type { SupportCase } from './support-case.ts';

type Answers = SupportCase['form'];

export function factsOf(
  supportCase: Pick<SupportCase, 'category' | 'channel' | 'priority' | 'language' | 'form'>,
  version: FlowVersion,
): Facts {
  const { category, channel, priority, language, form } = supportCase;
  return { ...toFacts(version, form), category, channel, priority, language };
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
      version.elements.flatMap((element) =>
        element.kind === 'step' || element.kind === 'start'
          ? element.form.filter(({ type }) => type === 'yes-no').map(({ id }) => id)
          : [],
      ),
    );
  known.set(version, fields);
  return fields;
}

/** What rules found out, as the case keeps answers. */
export function toAnswers(learned: Facts): Answers {
  return Object.fromEntries(
    Object.entries(learned).flatMap(([id, fact]) => {
      if (fact === null) return [];
      return [[id, typeof fact === 'boolean' ? (fact ? 'yes' : 'no') : String(fact)]];
    }),
  );
}
