/**
 * The virtual list of the queue.
 *
 * Rows have one fixed height and are rendered within the scroll event, so no
 * frame is painted without them. The row with the focus stays in the document
 * wherever the list is scrolled to.
 */
import { useTable } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '#renderer/ui/use-keys.ts';
import type { CaseList } from './case-table.ts';
import { queueColumns, queueFeatures } from './columns.tsx';
import type { QueueItem } from './queue-item.ts';
import styles from './queue-list.module.css';
import { QueueRow, rowHeight } from './queue-row.tsx';

type Props = {
  readonly list: CaseList;
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
};

export function QueueList({ list, openId, onOpen }: Props) {
  const { t } = useTranslation('queue');
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = indexOf(list, activeId ?? openId);
  const virtualizer = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // A new function would have every place in the list worked out again, in every frame.
    getItemKey: useCallback((index: number) => list.idAt(index), [list]),
    overscan: 12,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return active === -1 || shown.includes(active)
        ? shown
        : [...shown, active].sort((one, other) => one - other);
    },
  });

  const inSight = virtualizer.getVirtualItems();
  const shown = useMemo(() => inSight.filter(({ index }) => index < list.length), [inSight, list]);
  const data = useMemo(() => shown.map(({ index }) => list.itemAt(index)), [shown, list]);
  const table = useTable({ features: queueFeatures, columns: queueColumns, data, getRowId: idOf });
  const { rows } = table.getRowModel();

  const wanted = useRef<number | null>(null);
  const moveTo = (index: number) => {
    if (list.length === 0) return;
    const place = Math.min(list.length - 1, Math.max(0, index));
    wanted.current = place;
    setActiveId(list.idAt(place));
    virtualizer.scrollToIndex(place);
  };
  // A case opened from elsewhere comes into sight in the list.
  const shownId = useRef<string | null>(null);
  useEffect(() => {
    if (shownId.current === openId) return;
    shownId.current = openId;
    const index = indexOf(list, openId);
    if (index !== -1 && !isInSight(virtualizer, index)) virtualizer.scrollToIndex(index);
  }, [list, openId, virtualizer]);
  // The row to focus may be rendered only after the list has scrolled to it.
  useEffect(() => {
    if (wanted.current === null) return;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`);
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  });
  const isHere = (event: KeyboardEvent) =>
    event.target === document.body ||
    (event.target instanceof Node && scroller.current?.contains(event.target) === true);
  const down = () => moveTo(active + 1);
  const up = () => moveTo(active === -1 ? 0 : active - 1);
  useKeys({
    j: down,
    k: up,
    ArrowDown: (event) => isHere(event) && down(),
    ArrowUp: (event) => isHere(event) && up(),
    Home: (event) => isHere(event) && moveTo(0),
    End: (event) => isHere(event) && moveTo(list.length - 1),
    Enter: (event) => {
      // A focused row is a link and opens itself.
      if (event.target !== document.body || active === -1) return false;
      onOpen(list.itemAt(active).id);
      return true;
    },
  });

  return (
    <div ref={scroller} className={styles.scroller}>
      <ul aria-label={t('list')} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, key }, place) => {
          const row = rows[place];
          if (row === undefined) return null;
          return (
            <QueueRow
              key={key}
              row={row}
              index={index}
              count={list.length}
              isOpen={row.id === openId}
              isTabStop={index === Math.max(0, active)}
              onFocus={setActiveId}
            />
          );
        })}
      </ul>
    </div>
  );
}

/** By what the list knows already: asking the document would lay it out once more at every case opened. */
function isInSight(virtualizer: Virtualizer<HTMLDivElement, Element>, index: number): boolean {
  const top = index * rowHeight - (virtualizer.scrollOffset ?? 0);
  return top >= 0 && top + rowHeight <= (virtualizer.scrollRect?.height ?? 0);
}

function idOf(item: QueueItem): string {
  return item.id;
}

function indexOf(list: CaseList, id: string | null): number {
  return id === null ? -1 : list.indexOf(id);
}
