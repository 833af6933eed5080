import { Menu } from '@mantine/core';
import { IconArrowsSort, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useRows } from '#renderer/data/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { LaneButtons, LaneField, type LaneProps } from './lane-filter.tsx';
import { areToldByLetter } from './lanes.ts';
import styles from './queue-panel.module.css';
import { queueOrders, queueViews, toStepKey } from './queue-query.ts';
import { useQueueStore } from './queue-store.ts';

/** Text filter and order. */
export function QueueSearch({
  field,
  onKey,
  children,
}: {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('queue');
  const text = useQueueStore((state) => state.text);
  const order = useQueueStore((state) => state.order);
  const { textTyped, orderChosen } = useQueueStore.getState();
  return (
    // Keys of the field inside it.
    <search className={styles.search} onKeyDown={onKey}>
      <SearchField
        ref={field}
        label={t('filter')}
        placeholder={t('filterShort')}
        shortcut="/"
        clearLabel={t('clearFilter')}
        value={text}
        onChange={textTyped}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={`${t('sort')}: ${t(`sort_${order}`)}`} look="default">
            <IconArrowsSort size={16} aria-hidden="true" />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('sort')}</Menu.Label>
          {queueOrders.map((candidate) => (
            <Menu.RadioItem
              closeMenuOnClick
              key={candidate}
              value={candidate}
              checked={candidate === order}
              onClick={() => orderChosen(candidate)}
            >
              {t(`sort_${candidate}`)}
            </Menu.RadioItem>
          ))}
        </Menu.Dropdown>
      </Menu>
      {children}
    </search>
  );
}

/** Which cases, and of which lane. */
export function QueueChips(props: LaneProps) {
  const { t } = useTranslation('queue');
  const view = useQueueStore((state) => state.view);
  const { viewChosen } = useQueueStore.getState();
  const isByLetter = areToldByLetter(props.lanes);
  return (
    <>
      <div className={styles.filters}>
        <fieldset className={styles.chips}>
          <legend className="visually-hidden">{t('views')}</legend>
          {queueViews.map((candidate) => (
            <button
              key={candidate}
              type="button"
              className={styles.chip}
              aria-pressed={candidate === view}
              onClick={() => viewChosen(candidate)}
            >
              {t(`chip_${candidate}`)}
            </button>
          ))}
          <StepChip />
        </fieldset>
        {isByLetter && <LaneButtons {...props} />}
      </div>
      {!isByLetter && <LaneField {...props} />}
    </>
  );
}

/** The step the board sent the person to; a click shows every step again. */
function StepChip() {
  const { t } = useTranslation('queue');
  const words = useWords();
  const stepKey = useQueueStore((state) => state.stepKey);
  const { filterCleared } = useQueueStore.getState();
  const versions = useRows('flow-version');
  if (stepKey === null) return null;
  const step = versions
    .flatMap(({ doc }) => doc.elements.map((element) => ({ flowId: doc.flowId, element })))
    .find(({ flowId, element }) => toStepKey(flowId, element.id) === stepKey)?.element;
  return (
    <button type="button" className={styles.chip} aria-pressed onClick={filterCleared}>
      {step === undefined ? stepKey : words(step.name)}
      <IconX size={13} aria-hidden="true" />
      <span className="visually-hidden">{t('clearFilter')}</span>
    </button>
  );
}
