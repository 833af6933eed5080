import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { namedAround } from '#shared/domain/flow/around.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { Words } from '#shared/lib/words.ts';
import { useElementName } from './use-element-name.ts';

type Named = { readonly id: ElementId; readonly kind: FlowElement['kind']; readonly name: Words };

/** As many as a line of a list has room for. */
const mostNames = 3;

/** The names of elements that stand in one list, in its order: those called alike say what is before and after them. */
export function useToldApart(): (version: FlowVersion, elements: readonly Named[]) => readonly string[] {
  const { t } = useTranslation('map');
  const nameOf = useElementName();
  const list = new Intl.ListFormat(useLanguage());
  const listOf = (elements: readonly FlowElement[]) => {
    const names = [...new Set(elements.map(nameOf))];
    return list.format(names.length > mostNames ? [...names.slice(0, mostNames), '…'] : names);
  };
  return (version, elements) =>
    elements.map((element) => {
      const name = nameOf(element);
      if (!elements.some((other) => other.id !== element.id && nameOf(other) === name)) return name;
      const around = namedAround(version, element.id);
      const [before, after] = [listOf(around.before), listOf(around.after)];
      if (before !== '' && after !== '') return t('between', { name, before, after });
      if (before !== '') return t('afterOnly', { name, before });
      return after === '' ? name : t('beforeOnly', { name, after });
    });
}
