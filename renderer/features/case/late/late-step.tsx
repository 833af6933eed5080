import { useTranslation } from 'react-i18next';
import { useActor, useClient } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { ChoiceButton } from '#renderer/ui/choice-button.tsx';
import { LaneChip } from '#renderer/ui/lane-chip.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { momentText } from '#renderer/ui/time.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import type { CaseEvent } from '#shared/domain/case/case-event.ts';
import { type LateStep as Late, mayDecideLate, tokenForLate } from '#shared/domain/case/late.ts';
import { findElement, findStep, findTransition, laneOf } from '#shared/domain/flow/elements.ts';
import { fieldsFilledIn } from '#shared/mutations/case-accept-late.ts';
import { Answers } from '../answers.tsx';
import { useOpenCase } from '../case-context.ts';
import { useOutcomeName } from '../step/use-outcome-name.ts';
import { useChange } from '../use-change.ts';
import styles from './late-step.module.css';

type Props = {
  readonly event: CaseEvent;
  readonly late: Late;
  /** Whether single keys press its buttons here. */
  readonly hasKeys?: boolean;
  readonly onDecided?: (() => void) | undefined;
};

/** A step that arrived late: when and how it was finished, every word, and what may become of it. */
export function LateStep({ event, late, hasKeys = false, onDecided }: Props) {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const words = useWords();
  const { now } = useClient();
  const { version } = useOpenCase();
  const element = findElement(version, late.elementId);
  const lane = element && laneOf(version, element.id);
  const outcome = useWaysName()(late);
  const when = (at: number) => momentText(at, now(), language);
  return (
    <div className={styles.late}>
      <p className={styles.way}>
        {element && lane && (
          <LaneChip tone={lane.tone} letter={lane.letter} title={words(lane.name)}>
            {words(element.name)}
          </LaneChip>
        )}
        {t('lateChose', { outcome })}
      </p>
      <p>
        {t('lateWhen', { done: when(event.claimedAt), arrived: when(late.receivedAt) })}{' '}
        <Meanwhile {...{ event, late }} />
      </p>
      <Answers
        className={styles.answers}
        elementId={late.elementId}
        form={late.form}
        checked={late.checked}
      />
      <Decision {...{ event, late, hasKeys }} onDecided={onDecided} />
    </div>
  );
}

/** Who had finished the same pass before it arrived. */
function Meanwhile({ event, late }: Pick<Props, 'event' | 'late'>) {
  const { t } = useTranslation('case');
  const nameOf = usePersonName();
  const nameOfWays = useWaysName();
  const { events } = useOpenCase();
  const before = events.slice(0, events.indexOf(event));
  const first = before.findLast(
    ({ happening }) =>
      happening.kind === 'step-completed' &&
      happening.elementId === late.elementId &&
      happening.attempt === late.attempt,
  );
  if (first?.happening.kind !== 'step-completed') return t('lateMoved');
  return t('lateAfter', { name: nameOf(first.by), outcome: nameOfWays(first.happening) });
}

/** Who decided what, or the buttons for whoever may, or that it waits for somebody else. */
function Decision({ event, late, hasKeys, onDecided }: Props) {
  const { t } = useTranslation('case');
  const actor = useActor();
  const nameOf = usePersonName();
  const words = useWords();
  const { supportCase, version, events } = useOpenCase();
  const outcome = useWaysName()(late);
  const { change, problem } = useChange();
  const decided = events.find(({ happening }) => 'eventId' in happening && happening.eventId === event.id);
  if (decided !== undefined) {
    const name = nameOf(decided.by);
    return (
      <p>
        {decided.happening.kind === 'late-accepted' ? t('lateAccepted', { name }) : t('lateLeft', { name })}
      </p>
    );
  }
  if (!mayDecideLate(supportCase, actor)) return <p>{t('lateWaits')}</p>;
  const token = tokenForLate(supportCase, late);
  const place = token === undefined ? null : { tokenId: token.id, attempt: token.attempt };
  const fields = findStep(version, late.elementId)?.form ?? [];
  const filled = fieldsFilledIn(supportCase, version, late).map((id) => {
    const field = fields.find((candidate) => candidate.id === id);
    return field === undefined ? id : words(field.label);
  });
  const hint =
    place === null
      ? t('lateAcceptRecords', { fields: filled.join(', ') })
      : t('lateAcceptMoves', { outcome });
  const isWorthIt = place !== null || filled.length > 0;
  const step = { caseId: supportCase.id, eventId: event.id };
  const handle = (isDone: boolean) => {
    if (isDone) onDecided?.();
  };
  return (
    <>
      {problem !== null && (
        <Notice tone="warn" isUrgent>
          {problem}
        </Notice>
      )}
      {!isWorthIt && <p>{t('lateNothing')}</p>}
      <div className={styles.actions}>
        {isWorthIt && (
          <ChoiceButton
            look="primary"
            label={t('lateAccept')}
            hint={hint}
            shortcut={hasKeys ? 'Y' : undefined}
            onClick={() => handle(change('case.acceptLate', { ...step, place }))}
          />
        )}
        <ChoiceButton
          label={t('lateLeave')}
          hint={t('lateLeaveHint')}
          shortcut={hasKeys ? 'L' : undefined}
          onClick={() => handle(change('case.dismissLate', step))}
        />
      </div>
    </>
  );
}

/** Every way it was left by, each by its name. */
function useWaysName(): (done: Pick<Late, 'outcome' | 'also'>) => string {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const nameOf = useOutcomeName();
  const { version } = useOpenCase();
  return ({ outcome, also = [] }) => {
    const ways = [outcome, ...also].map((id) => findTransition(version, id));
    const names = ways.map((way) => (way === undefined ? t('complete') : nameOf(way)));
    return new Intl.ListFormat(language).format(names);
  };
}
