import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramOutline } from '#renderer/diagram/diagram-outline.tsx';
import { FlowDiagram } from '#renderer/diagram/flow-diagram.tsx';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import { toBoard, withCases } from '#shared/diagram/to-board.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { elapsedText } from '#shared/lib/elapsed.ts';
import styles from './board-canvas.module.css';
import type { BoardCounts } from './board-counts.ts';

export function BoardCanvas({
  version,
  counts,
  now,
  selectedId,
  isList,
  onSelect,
}: {
  readonly version: FlowVersion;
  readonly counts: BoardCounts;
  readonly now: number;
  readonly selectedId: ElementId | null;
  readonly isList: boolean;
  readonly onSelect: (id: ElementId) => void;
}) {
  const { t } = useTranslation('board');
  const language = useLanguage();
  const nameOf = useElementName();
  const { ref, width, height } = useElementSize();
  const board = useMemo(
    () => toBoard(version, { language, size: { width, height } }),
    [version, language, width, height],
  );
  const drawing = useMemo(() => {
    const steps = [...counts.byStep];
    const ageOf = (since: number) => t('oldest', { time: elapsedText(now - since) });
    return withCases(board, {
      badges: new Map(steps.map(([id, { count }]) => [id, count])),
      seconds: new Map(steps.map(([id, { oldestSince }]) => [id, ageOf(oldestSince)])),
    });
  }, [board, counts, now, t]);

  const describeNode = useCallback(
    (node: DrawnNode) => {
      const told = node.badge === null ? t('nobodyHere') : t('casesHere', { count: node.badge });
      const name = nameOf(node);
      const named = node.kind === 'step' || node.badge !== null ? t('node', { name, cases: told }) : name;
      return node.second === null ? named : `${named}, ${node.second}`;
    },
    [t, nameOf],
  );
  return (
    <div ref={ref} className={styles.canvas}>
      {isList && (
        <DiagramOutline
          drawing={drawing}
          label={t('outline')}
          isShown
          describeNode={describeNode}
          onSelect={onSelect}
        />
      )}
      {!isList && width > 0 && (
        <FlowDiagram
          drawing={drawing}
          label={t('diagram')}
          tokenId={selectedId}
          view="window"
          describeNode={describeNode}
          attemptText={String}
          onSelect={onSelect}
          selectedId={selectedId}
        />
      )}
    </div>
  );
}
