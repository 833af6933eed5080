/** The three lines of a row: who and when, what about, where it stands. */
import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { QueueItem } from './queue-item.ts';
import { HeadLine, PlaceLine, SubjectLine } from './row-lines.tsx';

export const queueFeatures = tableFeatures({});

const helper = createColumnHelper<typeof queueFeatures, QueueItem>();

export const queueColumns = helper.columns([
  helper.display({ id: 'head', cell: ({ row }) => <HeadLine item={row.original} /> }),
  helper.display({ id: 'subject', cell: ({ row }) => <SubjectLine item={row.original} /> }),
  helper.display({ id: 'place', cell: ({ row }) => <PlaceLine item={row.original} /> }),
]);
