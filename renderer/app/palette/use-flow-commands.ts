import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useActor, useRows } from '#renderer/data/hooks.ts';
import { useBoardStore } from '#renderer/features/flow-board/board-store.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import { mayRepair } from '#shared/domain/people/person.ts';
import { type Command, toCommand } from './command.ts';

/** For whoever may put cases right: those of the step the board shows, and those of a flow with several versions. */
export function useFlowCommands(): readonly Command[] {
  const { t } = useTranslation(['board', 'migration']);
  const words = useWords();
  const [, go] = useLocation();
  const isAllowed = mayRepair(useActor());
  const flows = useRows('flow');
  const versions = useRows('flow-version');
  const repair = useBoardStore((state) => state.repair);
  return useMemo(() => {
    if (!isAllowed) return [];
    const several = flows.filter(({ id }) => versions.filter(({ doc }) => doc.flowId === id).length > 1);
    return [
      ...(repair === null
        ? []
        : [toCommand('repair', t('board:repairStep', { step: words(repair.step) }), repair.begin)]),
      ...several.map(({ id, doc }) =>
        toCommand(`migrate-${id}`, t('migration:title', { flow: words(doc.name) }), () =>
          go(`/board/migrate/${id}`),
        ),
      ),
    ];
  }, [t, words, go, isAllowed, flows, versions, repair]);
}
