import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { focusWhenLost } from '#renderer/ui/focus.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { findStep } from '#shared/domain/flow/elements.ts';
import { isJoining, joinProgress } from '#shared/domain/flow/joins.ts';
import { fillIn } from '#shared/lib/words.ts';
import { HandOverDialog } from '../actions/hand-over-dialog.tsx';
import { type Place, useOpenCase } from '../case-context.ts';
import { stepHeadingId } from '../case-focus.ts';
import { Checklist } from './checklist.tsx';
import { inTheWay } from './in-the-way.ts';
import { Known } from './known.tsx';
import { type Asked, Outcomes } from './outcomes.tsx';
import { RecordedSolution } from './recorded-solution.tsx';
import { StepFields } from './step-fields.tsx';
import styles from './step-panel.module.css';
import { useStepValues } from './step-values.ts';
import { useStepWork } from './step-work.ts';

/** What does this step ask, and where can the case go from here? */
export function StepPanel({ place }: { readonly place: Place }) {
  const { t } = useTranslation('case');
  const words = useWords();
  const values = useStepValues();
  const { supportCase, version } = useOpenCase();
  const stepWork = useStepWork(supportCase, version, place.token);
  const { element, token, isMine } = place;
  const step = findStep(version, element.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const lit = asked ? inTheWay(version, element.id, asked.ways, stepWork.workFor(...asked.ways)) : [];
  const waits = isJoining(token);
  const hasSolution = step?.form.some(({ type }) => type === 'solution') === true;
  return (
    <section
      className={styles.panel}
      aria-label={waits ? t('waitsTitle') : t('thisStep', { step: words(element.name) })}
    >
      <h3 id={stepHeadingId} className={styles.heading} tabIndex={-1}>
        <span>
          {waits ? t('waitsTitle') : t(step ? 'thisStep' : 'decision', { step: words(element.name) })}
        </span>
        {token.attempt > 1 && <span>{t('attempt', { number: token.attempt })}</span>}
      </h3>
      {token.fault !== undefined && (
        <Notice tone="warn">
          <p>{t(`fault_${token.fault}`)}</p>
        </Notice>
      )}
      {step && <p className={styles.instruction}>{fillIn(words(step.instruction), values)}</p>}
      {step?.script && (
        <p className={styles.script} style={{ borderLeftColor: `var(--lane-${place.lane.tone})` }}>
          <span className="visually-hidden">{t('script')}: </span>
          {fillIn(words(step.script), values)}
        </p>
      )}
      <Known />
      {waits && (
        <Notice>
          <p>{t('waitsText', { ...joinProgress(version, supportCase.position.tokens, element.id) })}</p>
        </Notice>
      )}
      {!waits && !isMine && <NotYourLane lane={words(place.lane.name)} />}
      {isMine && step && <StepFields step={step} lit={lit} {...stepWork} />}
      {step && !hasSolution && <RecordedSolution />}
      {isMine && step && step.checklist.length > 0 && <Checklist step={step} lit={lit} {...stepWork} />}
      {!waits && (
        <Outcomes
          place={place}
          asked={asked}
          onAsk={(ways) => setAsked({ ways, times: (asked?.times ?? 0) + 1 })}
          {...stepWork}
        />
      )}
    </section>
  );
}

function NotYourLane({ lane }: { readonly lane: string }) {
  const { t } = useTranslation('case');
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const handleClose = () => {
    setIsOpen(false);
    focusWhenLost(() => opener.current);
  };
  return (
    <Notice>
      <p>{t('notYourLane', { lane })}</p>
      <Button ref={opener} look="link" onClick={() => setIsOpen(true)}>
        {t('handOver')}
      </Button>
      {isOpen && <HandOverDialog isOpen onClose={handleClose} />}
    </Notice>
  );
}
