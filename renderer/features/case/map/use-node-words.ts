import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';

export type NodeWords = {
  readonly attemptText: (attempt: number) => string;
  /** As it stands on a node: "3rd". */
  readonly shortAttempt: (attempt: number) => string;
  /** A node in one sentence, as a screen reader tells it. */
  readonly describeNode: (node: DrawnNode) => string;
};

export function useNodeWords(): NodeWords {
  const { t } = useTranslation('map');
  const nameOf = useElementName();
  const attemptText = useCallback((attempt: number) => t('attempt', { count: attempt, ordinal: true }), [t]);
  const shortAttempt = useCallback(
    (attempt: number) => t('attemptShort', { count: attempt, ordinal: true }),
    [t],
  );
  const describeNode = useCallback(
    (node: DrawnNode) => {
      const { state, numbers } = node;
      const name = nameOf(node);
      const numbered = { name, numbers: numbers.join(', ') };
      const told = {
        present: () => t('isPresent', { name }),
        'returns-here': () => t('isReturn', { name }),
        travelled: () => (numbers.length > 0 ? t('isPastAndNext', numbered) : t('isPast', { name })),
        possible: () => (numbers.length > 0 ? t('isNext', numbered) : t('isPossible', { name })),
        plain: () => name,
      }[state]();
      const attempt = node.attempt > 1 ? [attemptText(node.attempt)] : [];
      const second = node.second === null || state === 'returns-here' ? [] : [node.second];
      return [told, ...attempt, ...second, ...(node.mark === 'pending' ? [t('notConfirmed')] : [])].join(
        ', ',
      );
    },
    [t, attemptText, nameOf],
  );
  return { attemptText, shortAttempt, describeNode };
}
