import { Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramOutline } from '#renderer/diagram/diagram-outline.tsx';
import { FlowDiagram } from '#renderer/diagram/flow-diagram.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import { toDiagram } from '#shared/diagram/to-diagram.ts';
import { type Stop, type TrailEvent, travelledOf } from '#shared/diagram/trail.ts';
import type { SupportCase } from '#shared/domain/case/support-case.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { joinProgress } from '#shared/domain/flow/joins.ts';
import { AttemptsCard } from './attempts-card.tsx';
import { useNodeWords } from './use-node-words.ts';
import styles from './whole-flow.module.css';

/** Every element of the flow with the way of this case marked on it. */
export function WholeFlow({
  supportCase,
  version,
  events,
  trail,
  onClose,
}: {
  readonly supportCase: SupportCase;
  readonly version: FlowVersion;
  readonly events: readonly TrailEvent[];
  readonly trail: readonly Stop[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('map');
  const { t: common } = useTranslation('common');
  const words = useWords();
  const language = useLanguage();
  const { shortAttempt, describeNode } = useNodeWords();
  const [selectedId, setSelectedId] = useState<ElementId | null>(null);
  const [isList, setIsList] = useState(false);
  const { position } = supportCase;
  const drawing = useMemo(() => {
    const travelled = travelledOf(events.map(({ doc }) => doc));
    const drawn = toDiagram(version, { language, case: { position, trail, travelled } });
    const nodes = drawn.nodes.map((node) => {
      const progress = joinProgress(version, position.tokens, node.id);
      return progress === undefined ? node : { ...node, second: t('joined', progress) };
    });
    return { ...drawn, nodes };
  }, [version, language, position, trail, events, t]);
  const title = t('title', { flow: words(version.name), number: version.number });
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={1800}
      xOffset={16}
      yOffset={16}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <div className={styles.canvas}>
        {isList ? (
          <DiagramOutline
            drawing={drawing}
            label={t('outline')}
            isShown
            describeNode={describeNode}
            onSelect={setSelectedId}
          />
        ) : (
          <FlowDiagram
            drawing={drawing}
            label={t('wholeLabel')}
            tokenId={position.tokens[0]?.elementId ?? null}
            view="window"
            describeNode={describeNode}
            attemptText={shortAttempt}
            onSelect={setSelectedId}
            selectedId={selectedId}
            onLeave={onClose}
          />
        )}
        {selectedId !== null && (
          <div className={styles.details}>
            <AttemptsCard version={version} trail={trail} elementId={selectedId} isWhole />
          </div>
        )}
      </div>
      <footer className={styles.foot}>
        <span>{t('keysWindow')}</span>
        <Button size="small" onClick={() => setIsList(!isList)}>
          {isList ? t('asDrawing') : t('asList')}
        </Button>
      </footer>
    </Modal>
  );
}
