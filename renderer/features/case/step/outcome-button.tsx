import { useTranslation } from 'react-i18next';
import { classes } from '#renderer/ui/classes.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { isMac, outcomeKey } from '#renderer/ui/use-keys.ts';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import type { Transition } from '#shared/domain/flow/flow-version.ts';
import { useCaseStore } from '../case-store.ts';
import { outcomeButtonId } from './outcome-button-id.ts';
import styles from './step-panel.module.css';
import { useOutcomeName } from './use-outcome-name.ts';

type Props = {
  readonly outcome: Transition;
  readonly number: number;
  /** What the other ways are called that are taken with it. */
  readonly also: readonly string[];
  /** What stands in the way, in words; null when nothing does. */
  readonly missing: string | null;
  /** Asked for, whether it can be done yet or not. */
  readonly onChoose: () => void;
};

/** One way out. While something is missing it can still be focused, to hear what. */
export function OutcomeButton({ outcome, number, also, missing, onChoose }: Props) {
  const { t } = useTranslation('case');
  const words = useWords();
  const list = new Intl.ListFormat(useLanguage());
  const name = useOutcomeName()(outcome);
  const { outcomeFocused } = useCaseStore.getState();
  const light = () => outcomeFocused(outcome.id);
  const unlight = () => outcomeFocused(null);
  const consequence = outcome.consequence === null ? null : words(outcome.consequence);
  const together = also.length === 0 ? null : t('togetherWith', { names: list.format(also) });
  const second = missing ?? together ?? consequence;
  const consequenceId = `${outcomeButtonId(outcome.id)}-consequence`;
  return (
    <button
      id={outcomeButtonId(outcome.id)}
      type="button"
      className={classes(styles.outcome, number === 1 && styles.primary)}
      aria-disabled={missing !== null}
      aria-label={name}
      aria-describedby={second === null ? undefined : consequenceId}
      aria-keyshortcuts={number > 9 ? undefined : isMac() ? `Control+${number}` : `Alt+${number}`}
      onClick={onChoose}
      onFocus={light}
      onBlur={unlight}
      onMouseEnter={light}
      onMouseLeave={unlight}
    >
      <b>{name}</b>
      {second !== null && <em id={consequenceId}>{second}</em>}
      {number <= 9 && <Kbd>{outcomeKey(number)}</Kbd>}
    </button>
  );
}
