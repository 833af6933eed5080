/** A flow on the wall: how many cases stand at each step now, how long the oldest waits, and the way to them. */
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSyncState } from '#renderer/data/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, FlowId } from '#shared/domain/flow/ids.ts';
import { BoardCanvas } from './board-canvas.tsx';
import { BoardHead } from './board-head.tsx';
import { BoardLoading } from './board-loading.tsx';
import styles from './board-screen.module.css';
import { StepPanel } from './step-panel.tsx';
import { useBoard } from './use-board.ts';

export type BoardScreenProps = {
  readonly onOpenCase: (caseId: string) => void;
  /** The cases of one step, as a list. */
  readonly onOpenList: (flowId: FlowId, stepId: ElementId) => void;
  readonly onMigrate: (flowId: FlowId) => void;
};

export function BoardScreen({ onOpenCase, onOpenList, onMigrate }: BoardScreenProps) {
  const { t } = useTranslation('board');
  const client = useClient();
  const now = useNow(client.now);
  const board = useBoard();
  const isLoading = useSyncState(
    (state) => !state.isLoaded || (state.isFirstSync && isTrying(state.connection)),
  );
  const connection = useSyncState((state) => state.connection);
  const [chosen, setChosen] = useState<ElementId | null>(null);
  const [isList, setIsList] = useState(false);

  if (isLoading) return <BoardLoading />;
  if (board === undefined) {
    const text = connection === 'online' ? t('noFlowText') : t('noFlowOffline');
    return (
      <div className={styles.alone}>
        <EmptyState title={t('noFlowTitle')} text={text} />
      </div>
    );
  }
  const { version, counts, flows } = board;
  // Until someone chooses, the panel tells of the step with most cases.
  const selectedId =
    chosen !== null && findStep(version, chosen) !== undefined ? chosen : fullest(version, counts.byStep);
  const handleSelect = (id: ElementId) => {
    if (findStep(version, id) !== undefined) setChosen(id);
  };
  return (
    <div className={styles.screen}>
      <div className={styles.main}>
        <BoardHead
          version={version}
          flows={flows}
          counts={counts}
          now={now}
          isList={isList}
          onToggleList={() => setIsList(!isList)}
          onMigrate={() => onMigrate(version.flowId)}
        />
        <div className={styles.canvas}>
          <BoardCanvas
            version={version}
            counts={counts}
            now={now}
            selectedId={selectedId}
            isList={isList}
            onSelect={handleSelect}
          />
        </div>
      </div>
      <section className={styles.side} data-chosen={chosen !== null} aria-label={t('panel')}>
        <IconButton
          className={styles.close}
          size="small"
          label={t('closePanel')}
          onClick={() => setChosen(null)}
        >
          <IconX size={16} />
        </IconButton>
        {selectedId === null ? (
          <EmptyState
            title={counts.open === 0 ? t('emptyTitle') : t('pickStep')}
            text={counts.open === 0 ? t('emptyText') : t('pickStepText')}
          />
        ) : (
          <StepPanel
            version={version}
            stepId={selectedId}
            step={counts.byStep.get(selectedId)}
            now={now}
            onOpenCase={onOpenCase}
            onOpenList={() => onOpenList(version.flowId, selectedId)}
          />
        )}
      </section>
    </div>
  );
}

function isTrying(connection: string): boolean {
  return connection === 'online' || connection === 'connecting';
}

function fullest(
  version: FlowVersion,
  byStep: ReadonlyMap<ElementId, { readonly count: number }>,
): ElementId | null {
  const steps = [...byStep].filter(([id]) => findStep(version, id) !== undefined);
  return steps.sort(([, a], [, b]) => b.count - a.count)[0]?.[0] ?? null;
}
