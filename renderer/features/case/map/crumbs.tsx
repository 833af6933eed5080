import { useTranslation } from 'react-i18next';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import type { DrawnNode } from '#shared/diagram/drawing.ts';
import { getElement, laneOf } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import styles from './crumbs.module.css';
import type { MiniMap } from './mini-map.ts';
import { useNodeWords } from './use-node-words.ts';

/** The map in one line: `✓ A › ✓ B › ● C 3rd › 3 paths`. */
export function Crumbs({ version, map }: { readonly version: FlowVersion; readonly map: MiniMap }) {
  const { t } = useTranslation('map');
  const elementName = useElementName();
  const { attemptText, markText } = useNodeWords();
  const { nodes } = map.drawing;
  const nameOf = ({ id }: DrawnNode) => elementName(getElement(version, id));
  const present = nodes.find(({ id }) => id === map.present);
  const past = nodes.filter(({ id, state }) => id !== map.present && state !== 'possible');
  return (
    <span className={styles.crumbs}>
      {past.map((node) => (
        <span key={node.id} className={styles.past}>
          {signOf(node)} {nameOf(node)}
          <MarkWords text={markText(node.mark)} />
        </span>
      ))}
      {present !== undefined && (
        <b className={styles.present} data-tone={laneOf(version, present.id).tone}>
          {signOf(present)} {nameOf(present)}
          {present.mark === 'paused' && <MarkWords text={markText('paused')} />}
        </b>
      )}
      {present !== undefined && present.attempt > 1 && (
        <b className={styles.attempt}>{attemptText(present.attempt)}</b>
      )}
      {present?.mark === 'pending' && (
        <b className={styles.pending} title={t('notConfirmed')}>
          <span aria-hidden="true">↥</span>
          <span className="visually-hidden">{t('notConfirmed')}</span>
        </b>
      )}
      {map.next.length > 0 && <span className={styles.ways}>{t('ways', { count: map.next.length })}</span>}
    </span>
  );
}

function MarkWords({ text }: { readonly text: string | null }) {
  return text !== null && <span className="visually-hidden">, {text}</span>;
}

/** Where ways run side by side it may be still at what it came by. */
function signOf({ state, mark }: DrawnNode): string {
  if (mark === 'paused') return '‖';
  if (state === 'present') return '●';
  if (mark === 'pending') return '↥';
  return state === 'returns-here' ? '○' : '✓';
}
