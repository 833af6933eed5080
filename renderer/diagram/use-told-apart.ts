import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortList } from '#renderer/ui/use-short-list.ts';
import { namedAround } from '#shared/domain/flow/around.ts';
import type { FlowElement } from '#shared/domain/flow/flow-element.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { type Named, toldApartBy } from './told-apart.ts';
import { useElementName } from './use-element-name.ts';

/** The names of elements that stand in one list, in its order: those called alike say what is before and after them. */
export function useToldApart(): (version: FlowVersion, elements: readonly Named[]) => readonly string[] {
  const { t } = useTranslation('map');
  const nameOf = useElementName();
  const shortList = useShortList();
  return useMemo(() => {
    const listOf = (elements: readonly FlowElement[]) => shortList([...new Set(elements.map(nameOf))]);
    const withAround = (version: FlowVersion, id: ElementId, name: string) => {
      const around = namedAround(version, id);
      const [before, after] = [listOf(around.before), listOf(around.after)];
      if (before !== '' && after !== '') return t('between', { name, before, after });
      if (before !== '') return t('afterOnly', { name, before });
      return after === '' ? name : t('beforeOnly', { name, after });
    };
    return toldApartBy(nameOf, withAround);
  }, [t, nameOf, shortList]);
}
