import { Checkbox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '#renderer/ui/focus.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { useNumberChords } from '#renderer/ui/use-keys.ts';
import type { Transition } from '#shared/domain/flow/flow-version.ts';
import { outcomesAt, takenTogether } from '#shared/domain/flow/outcomes.ts';
import { type Place, useOpenCase } from '../case-context.ts';
import { useChange } from '../use-change.ts';
import { inTheWay } from './in-the-way.ts';
import { OutcomeButton } from './outcome-button.tsx';
import { isMeant } from './outcome-press.ts';
import styles from './step-panel.module.css';
import { stepPartId } from './step-part-id.ts';
import type { UsedStepWork, Ways } from './step-work.ts';
import { useMissingWords } from './use-missing-words.ts';
import { useOutcomeName } from './use-outcome-name.ts';

/** The ways somebody asked for before they could be taken, and how often: asking again says it again. */
export type Asked = { readonly ways: Ways; readonly times: number };

type Props = Pick<UsedStepWork, 'workFor' | 'dropAll' | 'tickedWays' | 'tickWay'> & {
  readonly place: Place;
  readonly asked: Asked | null;
  readonly onAsk: (ways: Ways) => void;
};

/** The decisions of a step as buttons with their consequence, and a key that works while typing. */
export function Outcomes({ place, workFor, dropAll, tickedWays, tickWay, asked, onAsk }: Props) {
  const { t } = useTranslation('case');
  const nameOf = useOutcomeName();
  const { supportCase, version } = useOpenCase();
  const { change, problem } = useChange();
  const missingWords = useMissingWords(place);
  const { token, element } = place;
  const outcomes = outcomesAt(version, element.id);
  const together = new Set(takenTogether(version, element.id));
  const ticked = new Set(tickedWays);
  const waysWith = (outcome: Transition): Ways => {
    const others = together.has(outcome) ? outcomes.filter(({ id }) => ticked.has(id)) : [];
    return [outcome.id, ...others.map(({ id }) => id).filter((id) => id !== outcome.id)];
  };
  const handleChoose = (outcome: Transition) => {
    const ways = waysWith(outcome);
    const work = workFor(...ways);
    if (missingWords(ways, work) !== null) {
      onAsk(ways);
      // Whoever is writing goes on writing: the next letters must not become commands.
      if (!isTyping()) focusFirst(inTheWay(version, element.id, ways, work));
      return;
    }
    const [, ...also] = ways;
    const isDone = change('case.completeStep', {
      caseId: supportCase.id,
      tokenId: token.id,
      elementId: element.id,
      attempt: token.attempt,
      outcome: outcome.id,
      also,
      ...work,
    });
    if (isDone) dropAll(...ways);
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
  const stillMissing = asked && missingWords(asked.ways, workFor(...asked.ways));
  const askedOutcome = outcomes.find(({ id }) => id === asked?.ways[0]);
  return (
    <>
      <fieldset className={styles.dock}>
        <legend className="visually-hidden">{t('outcomes')}</legend>
        <div className={styles.outcomes}>
          {outcomes.map((outcome, place) => {
            const ways = waysWith(outcome);
            return (
              <div key={outcome.id} className={styles.way}>
                <OutcomeButton
                  outcome={outcome}
                  number={place + 1}
                  also={outcomes.filter(({ id }) => ways.slice(1).includes(id)).map(nameOf)}
                  missing={missingWords(ways, workFor(...ways))}
                  onChoose={() => handleChoose(outcome)}
                />
                {together.has(outcome) && (
                  <Checkbox
                    size="xs"
                    label={t('alsoThisWay')}
                    aria-label={t('alsoThisWayOf', { name: nameOf(outcome) })}
                    checked={ticked.has(outcome.id)}
                    onChange={(event) => tickWay(outcome.id, event.currentTarget.checked)}
                  />
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
      <p role="status" className="visually-hidden">
        {asked && askedOutcome && stillMissing !== null && (
          <span key={asked.times}>
            {nameOf(askedOutcome)}. {stillMissing}
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
