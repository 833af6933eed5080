import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { Button } from '#renderer/ui/button.tsx';
import { LaneChip } from '#renderer/ui/lane-chip.tsx';
import { exactText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import { caseTitle } from '#shared/domain/case/support-case.ts';
import { getElement, laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { mayRepair } from '#shared/domain/people/person.ts';
import { elapsedText } from '#shared/lib/elapsed.ts';
import { oldestOf, peopleAt, type Standing, type StepCount, standingKey } from './board-counts.ts';
import { useBoardStore } from './board-store.ts';
import { RepairManyDialog } from './repair-many-dialog.tsx';
import styles from './step-panel.module.css';

const shownCases = 8;

type Repairing = {
  readonly version: FlowVersion;
  readonly stepId: ElementId;
  readonly standing: readonly Standing[];
};

/** One step: how many, who waits longest, and with whom they are. */
export function StepPanel({
  version,
  stepId,
  step,
  now,
  onOpenCase,
  onOpenList,
}: {
  readonly version: FlowVersion;
  readonly stepId: ElementId;
  readonly step: StepCount | undefined;
  readonly now: number;
  readonly onOpenCase: (caseId: string) => void;
  readonly onOpenList: () => void;
}) {
  const { t } = useTranslation('board');
  const words = useWords();
  const language = useLanguage();
  const canRepair = mayRepair(useActor());
  // The step and its cases as they were when it was asked for; without a choice the panel goes on to the fullest step.
  const [repairing, setRepairing] = useState<Repairing | null>(null);
  const standing = canRepair ? step?.standing : undefined;
  const { repairOffered } = useBoardStore.getState();
  useEffect(() => {
    if (standing === undefined) return;
    const begin = () => setRepairing({ version, stepId, standing });
    repairOffered({ step: getElement(version, stepId).name, begin });
    return () => repairOffered(null);
  }, [version, stepId, standing, repairOffered]);
  const lane = laneOf(version, stepId);
  const { oldest, more } = step === undefined ? { oldest: [], more: 0 } : oldestOf(step, shownCases);
  return (
    <>
      <section className={styles.part}>
        <header>
          <h2>{words(getElement(version, stepId).name)}</h2>
          {step !== undefined && (
            <span className={styles.acts}>
              {canRepair && (
                <Button
                  look="link"
                  onClick={() => setRepairing({ version, stepId, standing: step.standing })}
                >
                  {t('repair')}
                </Button>
              )}
              <Button look="link" onClick={onOpenList}>
                {t('inList')}
              </Button>
            </span>
          )}
        </header>
        <p className={styles.count}>
          {t('casesHere', { count: step?.count ?? 0 })}
          <LaneChip tone={lane.tone} letter={lane.letter}>
            {words(lane.name)}
          </LaneChip>
        </p>
        {step === undefined && <p className={styles.quiet}>{t('emptyStep')}</p>}
      </section>
      {step !== undefined && (
        <section className={styles.part}>
          <h3>{t('oldestCases')}</h3>
          <ol>
            {oldest.map(({ supportCase, token }) => (
              <li key={standingKey({ supportCase, token })}>
                <button type="button" onClick={() => onOpenCase(supportCase.id)}>
                  <span>{caseTitle(supportCase)}</span>
                  <time
                    dateTime={new Date(token.enteredAt).toISOString()}
                    title={exactText(token.enteredAt, language)}
                  >
                    {elapsedText(now - token.enteredAt)}
                  </time>
                </button>
              </li>
            ))}
          </ol>
          {more > 0 && <p className={styles.quiet}>{t('more', { count: more })}</p>}
        </section>
      )}
      {step !== undefined && <People step={step} />}
      {repairing !== null && (
        <RepairManyDialog {...repairing} onClose={() => setRepairing(null)} onOpenCase={onOpenCase} />
      )}
    </>
  );
}

function People({ step }: { readonly step: StepCount }) {
  const { t } = useTranslation('board');
  const nameOf = usePersonName();
  return (
    <section className={styles.part}>
      <h3>{t('people')}</h3>
      <ul>
        {peopleAt(step).map(({ personId, count }) => (
          <li key={personId} className={styles.person}>
            <span>{personId === null ? t('nobody') : nameOf(personId)}</span>
            <b>{count}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
