import { NativeSelect, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { classes } from '#renderer/ui/classes.ts';
import { useShortList } from '#renderer/ui/use-short-list.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import type { LaneKey, QueueLane } from './lanes.ts';
import styles from './queue-panel.module.css';
import { useQueueStore } from './queue-store.ts';

export type LaneProps = {
  readonly lanes: readonly QueueLane[];
  readonly chosen: LaneKey | null;
};

/** One for each; the same again shows every lane. */
export function LaneButtons({ lanes, chosen }: LaneProps) {
  const { t } = useTranslation('queue');
  const words = useWords();
  const shortList = useShortList();
  const { laneChosen } = useQueueStore.getState();
  return (
    <fieldset className={styles.lanes}>
      <legend className="visually-hidden">{t('lanes')}</legend>
      {lanes.map(({ key, lane, flows }) => {
        const name = words(lane.name);
        const label =
          flows.length === 0
            ? t('laneOnly', { lane: name })
            : t('laneOnlyIn', { lane: name, flows: shortList(flows.map(words)) });
        return (
          <Tooltip key={key} label={label}>
            <button
              type="button"
              className={classes(styles.chip, styles.lane)}
              style={{ color: `var(--lane-${lane.tone})`, background: `var(--lane-${lane.tone}-soft)` }}
              aria-pressed={key === chosen}
              aria-label={label}
              onClick={() => laneChosen(key === chosen ? null : key)}
            >
              {lane.letter}
            </button>
          </Tooltip>
        );
      })}
    </fieldset>
  );
}

/** By name, where letters do not tell lanes apart. */
export function LaneField({ lanes, chosen }: LaneProps) {
  const { t } = useTranslation('queue');
  const words = useWords();
  const shortList = useShortList();
  const { laneChosen } = useQueueStore.getState();
  const options = lanes.map(({ key, lane, flows }) => {
    const name = words(lane.name);
    const label = flows.length === 0 ? name : t('laneIn', { lane: name, flows: shortList(flows.map(words)) });
    return { value: key, label };
  });
  return (
    <NativeSelect
      size="xs"
      aria-label={t('lanes')}
      value={chosen ?? ''}
      onChange={({ currentTarget: { value } }) =>
        laneChosen(lanes.find(({ key }) => key === value)?.key ?? null)
      }
      data={[{ value: '', label: t('lanesAll') }, ...options]}
    />
  );
}
