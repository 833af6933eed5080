/** The sentences of a refusal card: what it was, why it was refused, and the names of its words. */
import { useTranslation } from 'react-i18next';
import { useRow, useRows } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { languageNames } from '#renderer/ui/language-names.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { repairActs } from '#shared/domain/case/case-event.ts';
import { type Refusal, seenCaseIn } from '#shared/domain/case/refusal.ts';
import { optionsOf } from '#shared/domain/flow/answers.ts';
import { fieldsIn } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import { outcomeName } from '#shared/domain/flow/outcomes.ts';
import { languageSchema } from '#shared/lib/words.ts';
import { toRefusalCode } from '#shared/mutations/mutator.ts';
import { type MutatorName, mutators } from '#shared/mutations/registry.ts';
import { byHandIn, type Written } from './written-words.ts';

type Dashed<N extends string> = N extends `${infer Subject}.${infer Verb}` ? `${Subject}-${Verb}` : N;

export function useRefusalWords(refusal: Refusal) {
  const { t } = useTranslation(['refusals', 'queue', 'case']);
  const words = useWords();
  const nameOf = usePersonName();
  const elementName = useElementName();
  const supportCase = useRow('case', refusal.caseId)?.doc ?? seenCaseIn(refusal) ?? byHandIn(refusal);
  const flowVersionId = supportCase?.flowVersionId ?? null;
  const version = useRow('flow-version', flowVersionId)?.doc;

  const did = isMutatorName(refusal.name)
    ? t(`refusals:did_${dashed(refusal.name)}`)
    : t('refusals:did_unknown');
  const placeName = (elementId: unknown): string | null => {
    const element = version?.elements.find(({ id }) => id === elementId);
    return element === undefined ? null : elementName(element);
  };
  const { act } = refusal.args;
  const repaired = typeof act === 'object' && act !== null && 'elementId' in act ? act.elementId : undefined;
  const at = placeName(refusal.args.elementId ?? repaired);
  const reason = t(`refusals:reason_${toRefusalCode(refusal.code)}`);

  const versions = useRows('flow-version');
  /** A value chosen from a list, in the words it was chosen by. */
  const plainValue = (id: string, value: string): string | undefined => {
    const language = id === 'language' ? languageSchema.safeParse(value).data : undefined;
    if (language !== undefined) return languageNames[language];
    if (id !== 'category') return undefined;
    const known = versions.flatMap(({ doc }) => doc.categories).find((category) => category.id === value);
    return known && words(known.label);
  };

  const labelOf = ({ id, kind }: Written): string => {
    switch (kind) {
      case 'outcome':
        return t('refusals:outcome');
      case 'checked':
        return t('refusals:checked');
      case 'person':
        return t('refusals:to');
      case 'act':
        return t('case:repairWhat');
      case 'place':
        return t('case:repairTo');
      case 'files':
        return t('refusals:files');
      case 'answer': {
        const field = fieldsOf(version).find((candidate) => candidate.id === id);
        return field === undefined ? id : words(field.label);
      }
      case 'text':
        return plainLabel(t, id);
    }
  };
  const shown = ({ id, kind, value }: Written): string => {
    switch (kind) {
      case 'outcome': {
        const way = version?.transitions.find((transition) => transition.id === value);
        const name = version && way && outcomeName(version, way);
        return name ? words(name) : value;
      }
      case 'checked': {
        const labels = new Map(
          itemsOf(version).map((item): readonly [string, string] => [item.id, words(item.label)]),
        );
        return value
          .split(',')
          .map((item) => labels.get(item) ?? item)
          .join('\n');
      }
      case 'person':
        return nameOf(value);
      case 'act': {
        const known = repairActs.find((one) => one === value);
        return known === undefined ? value : t(`case:repair_${known}`);
      }
      case 'place':
        return placeName(value) ?? value;
      case 'answer': {
        const field = fieldsOf(version).find((candidate) => candidate.id === id);
        const options = version && field && optionsOf(version, field);
        const label = options?.find((option) => option.id === value)?.label;
        return label === undefined ? value : words(label);
      }
      case 'text':
        return plainValue(id, value) ?? value;
      case 'files':
        return value;
    }
  };
  return { did, at, reason, labelOf, shown, version };
}

function isMutatorName(name: string): name is MutatorName {
  return Object.hasOwn(mutators, name);
}

function dashed<N extends MutatorName>(name: N): Dashed<N> {
  return name.replace('.', '-') as Dashed<N>;
}

function fieldsOf(version: FlowVersion | undefined) {
  return version === undefined ? [] : fieldsIn(version);
}

function itemsOf(version: FlowVersion | undefined) {
  return version?.elements.flatMap((element) => (element.kind === 'step' ? element.checklist : [])) ?? [];
}

type Translate = ReturnType<typeof useTranslation<['refusals', 'queue', 'case']>>['t'];

function plainLabel(t: Translate, id: string): string {
  switch (id) {
    case 'text':
      return t('refusals:text');
    case 'subject':
      return t('refusals:subject');
    case 'body':
      return t('refusals:body');
    case 'title':
      return t('refusals:articleTitle');
    case 'category':
      return t('refusals:category');
    case 'channel':
      return t('queue:formChannel');
    case 'priority':
      return t('queue:formPriority');
    case 'name':
      return t('case:name');
    case 'code':
      return t('case:customerCode');
    case 'organization':
      return t('case:organization');
    case 'email':
      return t('case:email');
    case 'phone':
      return t('case:phone');
    case 'language':
      return t('case:language');
    default:
      return id;
  }
}
