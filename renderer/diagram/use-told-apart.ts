import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { namedAround } from '#shared/domain/flow/around.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { type Named, toldApartBy } from './told-apart.ts';
import { useElementName } from './use-element-name.ts';

/** As many as a line of a list has room for. */
const mostNames = 3;

/** The names of elements that stand in one list, in its order: those called alike say what is before and after them. */
export function useToldApart(): (version: FlowVersion, elements: readonly Named[]) => readonly string[] {
  const { t } = useTranslation('map');
  const nameOf = useElementName();
  const language = useLanguage();
  return useMemo(() => {
    const list = new Intl.ListFormat(language);
    const listOf = (elements: readonly FlowElement[]) => {
      const names = [...new Set(elements.map(nameOf))];
      return list.format(names.length > mostNames ? [...names.slice(0, mostNames), '…'] : names);
    };
    const withAround = (version: FlowVersion, id: ElementId, name: string) => {
      const around = namedAround(version, id);
      const [before, after] = [listOf(around.before), listOf(around.after)];
      if (before !== '' && after !== '') return t('between', { name, before, after });
      if (before !== '') return t('afterOnly', { name, before });
      return after === '' ? name : t('beforeOnly', { name, after });
    };
    return toldApartBy(nameOf, withAround);
  }, [t, nameOf, language]);
}
