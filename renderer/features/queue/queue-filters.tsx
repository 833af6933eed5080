import { Menu, Tooltip } from '@mantine/core';
import { IconArrowsSort, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRows } from '#renderer/data/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { useLanguage, useWords } from '#renderer/ui/use-words.ts';
import { lanesOf } from './lanes.ts';
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
export function QueueChips() {
  const { t } = useTranslation('queue');
  const view = useQueueStore((state) => state.view);
  const chosen = useQueueStore((state) => state.laneKey);
  const { viewChosen, laneToggled } = useQueueStore.getState();
  const lanes = useLanes();
  return (
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
      <fieldset className={styles.lanes}>
        <legend className="visually-hidden">{t('lanes')}</legend>
        {lanes.map(({ key, lane, label }) => (
          <Tooltip key={key} label={label}>
            <button
              type="button"
              className={classes(styles.chip, styles.lane)}
              style={{ color: `var(--lane-${lane.tone})`, background: `var(--lane-${lane.tone}-soft)` }}
              aria-pressed={key === chosen}
              aria-label={label}
              onClick={() => laneToggled(key)}
            >
              {lane.letter}
            </button>
          </Tooltip>
        ))}
      </fieldset>
    </div>
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

/** The lanes of the flows in use, each with the words of its button. */
function useLanes() {
  const { t } = useTranslation('queue');
  const words = useWords();
  const list = new Intl.ListFormat(useLanguage());
  const versions = useRows('flow-version');
  const lanes = useMemo(() => lanesOf(versions.map(({ doc }) => doc)), [versions]);
  return lanes.map(({ key, lane, flows }) => {
    const name = words(lane.name);
    const label =
      flows.length === 0
        ? t('laneOnly', { lane: name })
        : t('laneOnlyIn', { lane: name, flows: list.format(flows.map(words)) });
    return { key, lane, label };
  });
}
