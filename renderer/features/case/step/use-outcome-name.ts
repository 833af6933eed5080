import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import type { Transition } from '#shared/domain/flow/flow-version.ts';
import { outcomeName } from '#shared/domain/flow/outcomes.ts';
import { useOpenCase } from '../case-context.ts';

/** What the button of a way out says. */
export function useOutcomeName(): (outcome: Transition) => string {
  const { t } = useTranslation('case');
  const words = useWords();
  const { version } = useOpenCase();
  return (outcome) => {
    const name = outcomeName(version, outcome);
    return (name && words(name)) || t('complete');
  };
}
