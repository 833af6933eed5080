import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/ui/notice.tsx';
import { useNumberChords } from '#renderer/ui/use-keys.ts';
import type { Transition } from '#shared/domain/flow/flow-version.ts';
import { outcomesAt } from '#shared/domain/flow/outcomes.ts';
import { type Place, useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { OutcomeButton } from './outcome-button.tsx';
import { outcomeButtonId } from './outcome-button-id.ts';
import styles from './step-panel.module.css';
import type { UsedStepWork } from './step-work.ts';
import { useMissingWords } from './use-missing-words.ts';

type Props = Pick<UsedStepWork, 'workFor' | 'dropAll'> & { readonly place: Place };

/** The decisions of a step as buttons with their consequence, and a key that works while typing. */
export function Outcomes({ place, workFor, dropAll }: Props) {
  const { t } = useTranslation('case');
  const { supportCase, version } = useOpenCase();
  const { change, problem } = useChange();
  const missingWords = useMissingWords(place);
  const { token, element } = place;
  const outcomes = outcomesAt(version, element.id);
  const handleChoose = (outcome: Transition) => {
    const work = workFor(outcome.id);
    if (missingWords(outcome.id, work) !== null) {
      document.getElementById(outcomeButtonId(outcome.id))?.focus();
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
  useNumberChords((number) => {
    const outcome = outcomes[number - 1];
    if (outcome !== undefined) handleChoose(outcome);
  });
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
      {problem !== null && (
        <Notice tone="warn" isUrgent>
          {problem}
        </Notice>
      )}
    </>
  );
}
