import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/data/hooks.ts';
import { usePersonName } from '#renderer/data/use-person-name.ts';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { useWords } from '#renderer/ui/use-words.ts';
import type { Leaving, Stop } from '#shared/diagram/trail.ts';
import { findElement, findTransition } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import { outcomeName } from '#shared/domain/flow/outcomes.ts';
import { elapsedText } from '#shared/lib/elapsed.ts';
import styles from './attempts-card.module.css';
import { useNodeWords } from './use-node-words.ts';

/** Who had the case at a place, how long, and why it left; every attempt when `isWhole`, else the last. */
export function AttemptsCard({
  version,
  trail,
  elementId,
  isWhole,
}: {
  readonly version: FlowVersion;
  readonly trail: readonly Stop[];
  readonly elementId: ElementId;
  readonly isWhole: boolean;
}) {
  const { t } = useTranslation('map');
  const words = useWords();
  const { attemptText } = useNodeWords();
  const { now } = useClient();
  const elementName = useElementName();
  const personName = usePersonName();
  const stops = trail.filter((stop) => stop.elementId === elementId);
  const shown = isWhole ? stops : stops.slice(-1);
  const whyOf = (left: Leaving) => {
    const way = left.outcome === null ? undefined : findTransition(version, left.outcome);
    const name = way && outcomeName(version, way);
    return (name && words(name)) || t(`why.${left.why}`);
  };
  const element = findElement(version, elementId);
  if (element === undefined) return null;
  return (
    <div className={styles.card} role="status">
      <b>{elementName(element)}</b>
      {stops.length === 0 && <p>{t('neverHere')}</p>}
      <ol>
        {shown.map((stop) => {
          const time = elapsedText((stop.left?.at ?? now()) - stop.enteredAt);
          return (
            <li key={`${stop.attempt} ${stop.enteredAt} ${stop.left?.at}`}>
              {stops.length > 1 && <span className={styles.attempt}>{attemptText(stop.attempt)}</span>}
              {stop.left === null ? (
                <span>{t('hereFor', { time })}</span>
              ) : (
                <>
                  <span>{t('took', { person: personName(stop.left.by), time })}</span>
                  <em>{whyOf(stop.left)}</em>
                </>
              )}
              {(stop.isPending || stop.left?.isPending) && (
                <span>
                  <span aria-hidden="true">↥</span> {t('notConfirmed')}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
