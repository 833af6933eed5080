import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramOutline } from '#renderer/diagram/diagram-outline.tsx';
import { FlowDiagram, focusNode } from '#renderer/diagram/flow-diagram.tsx';
import type { Drawing } from '#shared/diagram/drawing.ts';
import type { Stop } from '#shared/diagram/trail.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId, TransitionId } from '#shared/domain/flow/ids.ts';
import type { TokenId } from '#shared/domain/flow/position.ts';
import { AttemptsCard } from './attempts-card.tsx';
import type { MiniMap } from './mini-map.ts';
import styles from './mini-map-view.module.css';
import { useNodeWords } from './use-node-words.ts';

/** The open map: drawn, with what was behind told on hover or focus and every attempt on click. */
export function MiniMapView({
  version,
  trail,
  tokenId,
  map,
  focusedOutcome,
  wantsFocus,
  onFocused,
  onFocusOutcome,
  onLeave,
}: {
  readonly version: FlowVersion;
  readonly trail: readonly Stop[];
  /** The one that is looked at; null once the case has ended. */
  readonly tokenId: TokenId | null;
  readonly map: MiniMap;
  readonly focusedOutcome: TransitionId | null;
  readonly wantsFocus: boolean;
  /** It was asked for once: what moves later must not take it again. */
  readonly onFocused: () => void;
  readonly onFocusOutcome: (outcome: TransitionId | null) => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('map');
  const { shortAttempt, describeNode } = useNodeWords();
  const frame = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<ElementId | null>(null);
  const [pinned, setPinned] = useState<ElementId | null>(null);
  // A path is travelled on screen only when the case moves before one's eyes.
  const [known] = useState(trail.length);
  // The words of the case come first: its drawing is painted right after them, in the place kept for it.
  const isDrawn = useDeferredValue(true, false);
  const { drawing, present, next } = map;

  useEffect(() => {
    if (!wantsFocus || !isDrawn || present === null) return;
    focusNode(frame.current, present);
    onFocused();
  }, [wantsFocus, isDrawn, present, onFocused]);

  const handleSelect = (id: ElementId) => {
    const way = next.find(({ to }) => to === id);
    if (way !== undefined) onFocusOutcome(way.id);
    if (trail.some((stop) => stop.elementId === id)) setPinned(pinned === id ? null : id);
  };
  const handleLeave = () => {
    setHovered(null);
    if (pinned === null) onLeave();
    else setPinned(null);
  };

  const told = pinned ?? (trail.some((stop) => stop.elementId === hovered) ? hovered : null);
  return (
    <div ref={frame} className={styles.frame} onPointerLeave={() => setHovered(null)}>
      <div className={styles.drawing} style={{ height: drawing.height }}>
        {isDrawn && (
          <>
            <FlowDiagram
              drawing={drawing}
              label={`${t('label')}. ${t('keys')}`}
              tokenId={present}
              view="fixed"
              describeNode={describeNode}
              attemptText={shortAttempt}
              onSelect={handleSelect}
              onHover={setHovered}
              onLeave={handleLeave}
              litIds={litIn(drawing, map, focusedOutcome, hovered)}
              travellingId={lastTravelled(trail.slice(known), tokenId)}
            />
            <DiagramOutline
              drawing={drawing}
              label={t('outline')}
              isShown={false}
              describeNode={describeNode}
              onSelect={handleSelect}
            />
          </>
        )}
      </div>
      {(map.before > 0 || map.ahead > 0) && (
        <p className={styles.stubs}>
          <span>{map.before > 0 && t('before', { count: map.before })}</span>
          <span>{map.ahead > 0 && t('ahead', { count: map.ahead })}</span>
        </p>
      )}
      {told !== null && (
        <div className={styles.card} style={{ top: drawing.height + 6 }}>
          <AttemptsCard version={version} trail={trail} elementId={told} isWhole={pinned !== null} />
        </div>
      )}
    </div>
  );
}

/** The path of the outcome in focus, or the one under the pointer, with the place it leads to. */
function litIn(
  drawing: Drawing,
  { present, next }: MiniMap,
  focusedOutcome: TransitionId | null,
  hovered: ElementId | null,
): ReadonlySet<string> {
  const focused = next.find(({ id }) => id === focusedOutcome)?.to ?? null;
  const target = next.some(({ to }) => to === hovered) ? hovered : focused;
  if (target === null) return new Set();
  const edges = drawing.edges.filter(({ from, to }) => from === present && to === target);
  return new Set([target, ...edges.map(({ id }) => id)]);
}

function lastTravelled(since: readonly Stop[], tokenId: TokenId | null): string | null {
  const last = since.findLast((stop) => tokenId === null || stop.tokenId === tokenId);
  return last?.from == null ? null : `${last.from} ${last.elementId}`;
}
