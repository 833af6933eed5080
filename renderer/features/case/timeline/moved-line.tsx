import { IconArrowNarrowRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { LaneChip } from '#renderer/ui/lane-chip.tsx';
import { useWords } from '#renderer/ui/use-words.ts';
import { findElement, findTransition, laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import { outcomeName } from '#shared/domain/flow/outcomes.ts';
import { Answers } from '../answers.tsx';
import { Moment, PendingMark } from './moment.tsx';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entries.ts';

type Props = { readonly entry: TimelineEntry & { readonly kind: 'moved' }; readonly now: number };

/** The way of a token: lane chips with arrows, each arrow named by its outcome. */
export function MovedLine({ entry, now }: Props) {
  const { t } = useTranslation('case');
  const nameOf = usePersonName();
  const { event, version, hops, recorded, isPending } = entry;
  return (
    <div className={styles.line}>
      {hops.map(({ id, stop, outcome, isReached }) => (
        <Fragment key={id}>
          {isReached && <Arrow version={version} outcome={outcome} />}
          <Stop version={version} stop={stop} />
        </Fragment>
      ))}
      <span>
        {nameOf(event.by)}, <Moment at={event.at} now={now} />
      </span>
      {isPending && <PendingMark rowId={event.id} />}
      {recorded.length > 0 && (
        <details className={styles.details}>
          <summary>{t('recorded')}</summary>
          {recorded.map((work) => (
            <Answers key={work.elementId} className={styles.answers} {...work} />
          ))}
        </details>
      )}
    </div>
  );
}

type In = { readonly version: FlowVersion };

function Arrow({ version, outcome }: In & { readonly outcome: TransitionId | null }) {
  const words = useWords();
  const way = outcome === null ? undefined : findTransition(version, outcome);
  const name = way && outcomeName(version, way);
  return (
    <span className={styles.arrow}>
      {name && <span>{words(name)}</span>}
      <IconArrowNarrowRight size={16} aria-hidden="true" />
    </span>
  );
}

function Stop({ version, stop }: In & { readonly stop: ElementId | 'ended' }) {
  const { t } = useTranslation('case');
  const words = useWords();
  const nameOf = useElementName();
  const element = stop === 'ended' ? undefined : findElement(version, stop);
  if (element === undefined)
    return (
      <LaneChip tone={null} letter="">
        {t('pathEnded')}
      </LaneChip>
    );
  const lane = laneOf(version, element.id);
  return (
    <LaneChip tone={lane.tone} letter={lane.letter} title={words(lane.name)}>
      {nameOf(element)}
    </LaneChip>
  );
}
