import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FlowDiagram } from '#renderer/diagram/flow-diagram.tsx';
import { useElementName } from '#renderer/diagram/use-element-name.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import type { Drawing, DrawnNode } from '#shared/diagram/drawing.ts';
import { toDiagram } from '#shared/diagram/to-diagram.ts';
import { getElement } from '#shared/domain/flow/elements.ts';
import type { FlowVersion } from '#shared/domain/flow/flow-version.ts';
import type { ElementId } from '#shared/domain/flow/ids.ts';
import type { PlannedPlace } from '#shared/domain/flow/plan-migration.ts';
import type { Language } from '#shared/lib/words.ts';
import styles from './side-by-side.module.css';

/** Both versions as they are drawn, with how many cases stand where, and will. A place is chosen on the left, its target on the right, where those it can have are marked. */
export function SideBySide({
  from,
  to,
  places,
  place,
  isFixed,
  onPlace,
  onLead,
}: {
  readonly from: FlowVersion;
  readonly to: FlowVersion;
  readonly places: readonly PlannedPlace[];
  readonly place: PlannedPlace | undefined;
  /** While cases are taken over the plan stays as it was. */
  readonly isFixed: boolean;
  readonly onPlace: (id: ElementId) => void;
  readonly onLead: (from: ElementId, to: ElementId) => void;
}) {
  const { t } = useTranslation('migration');
  const language = useLanguage();
  const nameOf = useElementName();
  const before = useMemo(() => {
    const counts = new Map(places.map(({ element, caseCount }) => [element.id, caseCount]));
    return drawingOf(from, counts, language);
  }, [from, places, language]);
  const after = useMemo(() => {
    const counts = new Map<ElementId, number>();
    for (const { target, caseCount } of places)
      if (target !== null) counts.set(target, (counts.get(target) ?? 0) + caseCount);
    return drawingOf(to, counts, language);
  }, [to, places, language]);
  const describeNode = useCallback(
    (node: DrawnNode) => {
      const name = nameOf(node);
      return node.badge === null ? name : t('node', { name, count: node.badge });
    },
    [t, nameOf],
  );
  const [denied, setDenied] = useState<{ readonly place: PlannedPlace; readonly id: ElementId } | null>(null);
  const optionIds = useMemo(() => new Set(place?.options.map(({ id }) => id)), [place]);
  const handleTarget = (id: ElementId) => {
    if (place === undefined || isFixed) return;
    const isOption = optionIds.has(id);
    setDenied(isOption ? null : { place, id });
    if (isOption) onLead(place.element.id, id);
  };
  const sides = [
    { key: 'from', version: from, drawing: before, chosenId: place?.element.id ?? null, onSelect: onPlace },
    { key: 'to', version: to, drawing: after, chosenId: place?.target ?? null, onSelect: handleTarget },
  ] as const;
  return (
    <div className={styles.sides}>
      {sides.map(({ key, version, drawing, chosenId, onSelect }) => (
        <figure key={key} className={styles.side}>
          <figcaption>{t(key === 'from' ? 'isIn' : 'goesTo', { number: version.number })}</figcaption>
          <div className={styles.canvas}>
            <FlowDiagram
              drawing={drawing}
              label={t(key === 'from' ? 'isIn' : 'goesTo', { number: version.number })}
              tokenId={chosenId}
              view="window"
              describeNode={describeNode}
              attemptText={String}
              onSelect={onSelect}
              selectedId={chosenId}
              {...(key === 'to' && !isFixed && { litIds: optionIds })}
            />
          </div>
          {key === 'to' && (
            <p role="status">
              {denied !== null &&
                denied.place === place &&
                t('denied', { place: nameOf(place.element), name: nameOf(getElement(to, denied.id)) })}
            </p>
          )}
        </figure>
      ))}
    </div>
  );
}

function drawingOf(
  version: FlowVersion,
  counts: ReadonlyMap<ElementId, number>,
  language: Language,
): Drawing {
  const drawing = toDiagram(version, { language, case: null });
  const nodes = drawing.nodes.map((node) => ({ ...node, badge: counts.get(node.id) ?? null }));
  return { ...drawing, nodes };
}
