import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '#renderer/ui/focus.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { useNumberChords } from '#renderer/ui/use-keys.ts';
import type { Transition } from '#shared/domain/flow/flow-version.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { type Place, useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { inTheWay } from './in-the-way.ts';
import { OutcomeButton } from './outcome-button.tsx';
import { isMeant } from './outcome-press.ts';
import styles from './step-panel.module.css';
import { stepPartId } from './step-part-id.ts';
import type { UsedStepWork } from './step-work.ts';
import { useMissingWords } from './use-missing-words.ts';
import { useOutcomeName } from './use-outcome-name.ts';

/** The outcome somebody asked for before it could be taken, and how often: asking again says it again. */
export type Asked = { readonly outcome: Transition; readonly times: number };

type Props = Pick<UsedStepWork, 'workFor' | 'dropAll'> & {
  readonly place: Place;
  readonly asked: Asked | null;
  readonly onAsk: (outcome: Transition) => void;
};

/** The decisions of a step as buttons with their consequence, and a key that works while typing. */
export function Outcomes({ place, workFor, dropAll, asked, onAsk }: Props) {
  const { t } = useTranslation('case');
  const nameOf = useOutcomeName();
  const { supportCase, version } = useOpenCase();
  const { change, problem } = useChange();
  const missingWords = useMissingWords(place);
  const { token, element } = place;
  const outcomes = outcomesAt(version, element.id);
  const handleChoose = (outcome: Transition) => {
    const work = workFor(outcome.id);
    if (missingWords(outcome.id, work) !== null) {
      onAsk(outcome);
      // Whoever is writing goes on writing: the next letters must not become commands.
      if (!isTyping()) focusFirst(inTheWay(version, element.id, outcome.id, work));
      return;
    }
    const isDone = change('case.completeStep', {
      caseId: supportCase.id,
      tokenId: token.id,
      elementId: element.id,
      attempt: token.attempt,
      outcome: outcome.id,
      ...work,
    });
    if (isDone) dropAll(outcome.id);
  };
  const shownAt = useRef<number | null>(null);
  useEffect(() => {
    shownAt.current = performance.now();
  }, []);
  useNumberChords((number, { repeat, timeStamp }) => {
    const outcome = outcomes[number - 1];
    const press = { isRepeat: repeat, at: timeStamp, shownAt: shownAt.current };
    if (outcome !== undefined && isMeant(press)) handleChoose(outcome);
  });
  const stillMissing = asked && missingWords(asked.outcome.id, workFor(asked.outcome.id));
  return (
    <>
      <fieldset className={styles.dock}>
        <legend className="visually-hidden">{t('outcomes')}</legend>
        <div className={styles.outcomes}>
          {outcomes.map((outcome, place) => (
            <OutcomeButton
              key={outcome.id}
              outcome={outcome}
              number={place + 1}
              missing={missingWords(outcome.id, workFor(outcome.id))}
              onChoose={() => handleChoose(outcome)}
            />
          ))}
        </div>
      </fieldset>
      <p role="status" className="visually-hidden">
        {asked && stillMissing !== null && (
          <span key={asked.times}>
            {nameOf(asked.outcome)}. {stillMissing}
          </span>
        )}
      </p>
      {problem !== null && (
        <Notice tone="warn" isUrgent>
          {problem}
        </Notice>
      )}
    </>
  );
}

function focusFirst(ids: readonly string[]): void {
  const first = ids[0];
  if (first === undefined) return;
  const part = document.getElementById(stepPartId(first));
  part?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
}
