import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import type { Step } from '#shared/domain/flow/flow-element.ts';
import { type Missing, missingFor, type StepWork } from '#shared/domain/flow/outcomes.ts';
import { assertNever } from '#shared/lib/must.ts';
import type { Words } from '#shared/lib/words.ts';
import { type Place, useOpenCase } from '../case-context.ts';
import { tooLongIn } from './in-the-way.ts';
import type { Ways } from './step-work.ts';

/** What still stands between the work and these ways out, as one sentence; null when nothing does. */
export function useMissingWords(place: Place): (ways: Ways, work: StepWork) => string | null {
  const { t } = useTranslation('case');
  const words = useWords();
  const { version } = useOpenCase();
  const { element, lane, isMine } = place;
  return useCallback(
    ([outcome, ...also], work) => {
      if (!isMine) return t('laneOnly', { lane: words(lane.name) });
      const missing = missingFor(version, element.id, outcome, work, also);
      const long = tooLongIn(work);
      const step = findStep(version, element.id);
      const names = missing.map((one) => {
        const label = labelOf(step, one);
        const what = label === undefined ? one.id : words(label);
        if (one.kind === 'item') return t('untickedItem', { what });
        return one.kind === 'option' ? t('wrongOption', { what }) : what;
      });
      if (names.length > 0) return t('missing', { what: names.join('; ') });
      if (long.length === 0) return null;
      const longNames = long.map((id) => {
        const label = step?.form.find((field) => field.id === id)?.label;
        return label === undefined ? id : words(label);
      });
      return t('tooLongAt', { what: longNames.join('; ') });
    },
    [t, words, version, element, lane, isMine],
  );
}

function labelOf(step: Step | undefined, missing: Missing): Words | undefined {
  switch (missing.kind) {
    case 'field':
    case 'option':
      return step?.form.find(({ id }) => id === missing.id)?.label;
    case 'item':
      return step?.checklist.find(({ id }) => id === missing.id)?.label;
    default:
      return assertNever(missing);
  }
}
