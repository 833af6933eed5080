import { useTranslation } from 'react-i18next';
import { useWords } from '#renderer/ui/use-words.ts';
import { getElement, laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import styles from './crumbs.module.css';
import type { MiniMap } from './mini-map.ts';
import { useNodeWords } from './use-node-words.ts';

/** The map in one line: `✓ A › ✓ B › ● C 3rd › 3 paths`. */
export function Crumbs({ version, map }: { readonly version: FlowVersion; readonly map: MiniMap }) {
  const { t } = useTranslation('map');
  const words = useWords();
  const { attemptText } = useNodeWords();
  const { nodes } = map.drawing;
  const nameOf = (id: ElementId) => words(getElement(version, id).name);
  const present = nodes.find(({ id }) => id === map.present);
  const past = nodes.filter(({ id, state }) => id !== map.present && state !== 'possible');
  return (
    <span className={styles.crumbs}>
      {past.map((node) => (
        <span key={node.id} className={styles.past}>
          {node.mark === 'pending' ? '↥' : node.state === 'returns-here' ? '○' : '✓'} {nameOf(node.id)}
        </span>
      ))}
      {present !== undefined && (
        <b className={styles.present} data-tone={laneOf(version, present.id).tone}>
          ● {nameOf(present.id)}
        </b>
      )}
      {present !== undefined && present.attempt > 1 && (
        <b className={styles.attempt}>{attemptText(present.attempt)}</b>
      )}
      {present?.mark === 'pending' && (
        <b className={styles.pending} title={t('notConfirmed')}>
          ↥
        </b>
      )}
      {map.next.length > 0 && <span className={styles.ways}>{t('ways', { count: map.next.length })}</span>}
    </span>
  );
}
