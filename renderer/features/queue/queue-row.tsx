import { FlexRender, type Row as TableRow } from '@tanstack/react-table';
import { memo } from 'react';
import { classes } from '#renderer/ui/classes.ts';
import type { queueFeatures } from './columns.tsx';
import type { QueueItem } from './queue-item.ts';
import styles from './queue-row.module.css';

/** Every row is as high as any other, so that the list knows where each stands without measuring. */
export const rowHeight = 82;

type Props = {
  readonly row: TableRow<typeof queueFeatures, QueueItem>;
  readonly index: number;
  readonly count: number;
  readonly isOpen: boolean;
  /** The one row that Tab comes to. */
  readonly isTabStop: boolean;
  readonly onFocus: (id: string) => void;
};

/** One case, as a link. Rendered again only when something of its own changes. */
export const QueueRow = memo(Row, isSame);

/** The table makes its rows anew whenever others come into sight; what they show is the line. */
function isSame(one: Props, other: Props): boolean {
  return (
    one.row.original === other.row.original &&
    one.index === other.index &&
    one.count === other.count &&
    one.isOpen === other.isOpen &&
    one.isTabStop === other.isTabStop
  );
}

function Row({ row, index, count, isOpen, isTabStop, onFocus }: Props) {
  return (
    <li
      data-index={index}
      aria-setsize={count}
      aria-posinset={index + 1}
      className={styles.row}
      style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
    >
      <a
        href={`#/queue/${row.id}`}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isOpen ? 'page' : undefined}
        className={classes(styles.link, isOpen && styles.current)}
        onFocus={() => onFocus(row.id)}
      >
        {row.getAllCells().map((cell) => (
          <FlexRender key={cell.id} cell={cell} />
        ))}
      </a>
    </li>
  );
}
