import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';

export type NodeWords = {
  readonly attemptText: (attempt: number) => string;
  /** As it stands on a node: "3rd". */
  readonly shortAttempt: (attempt: number) => string;
  /** What its sign says; a tick says no more than that the case was there. */
  readonly markText: (mark: DrawnNode['mark']) => string | null;
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
  const markText = useCallback(
    (mark: DrawnNode['mark']) =>
      mark === 'pending' ? t('notConfirmed') : mark === 'paused' ? t('paused') : null,
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
      const mark = markText(node.mark);
      const marked = mark === null ? [] : [mark];
      return [told, ...attempt, ...second, ...marked].join(', ');
    },
    [t, attemptText, markText, nameOf],
  );
  return { attemptText, shortAttempt, markText, describeNode };
}
