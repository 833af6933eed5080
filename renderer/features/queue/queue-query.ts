/** Which cases the queue shows, and in what order. */
import type { ElementId, LaneTone } from '#shared/domain/flow/flow-version.ts';
import { fold } from '#shared/lib/fold.ts';
import { assertNever } from '#shared/lib/must.ts';
import type { QueueItem } from './queue-item.ts';

export const queueViews = ['mine', 'unassigned', 'open', 'waiting', 'ended'] as const;
export type QueueView = (typeof queueViews)[number];

export const queueOrders = ['changed', 'oldest', 'priority'] as const;
export type QueueOrder = (typeof queueOrders)[number];

export type QueueQuery = {
  readonly view: QueueView;
  readonly order: QueueOrder;
  /** One lane alone, or every lane. */
  readonly tone: LaneTone | null;
  /** One step alone, as the board asks for it. */
  readonly stepId: ElementId | null;
  readonly text: string;
};

export function selectQueue(
  items: readonly QueueItem[],
  query: QueueQuery,
  me: string,
): readonly QueueItem[] {
  const words = fold(query.text).split(/\s+/).filter(Boolean);
  return items
    .filter((item) => isInView(item, query.view, me))
    .filter((item) => query.tone === null || item.place?.tone === query.tone)
    .filter((item) => query.stepId === null || item.place?.stepId === query.stepId)
    .filter((item) => words.every((word) => item.haystack.includes(word)))
    .sort(comparers[query.order]);
}

export function isInView(item: QueueItem, view: QueueView, me: string): boolean {
  switch (view) {
    case 'mine':
      return !item.isEnded && item.assigneeId === me;
    case 'unassigned':
      return !item.isEnded && item.assigneeId === null;
    case 'open':
      return !item.isEnded;
    case 'waiting':
      return !item.isEnded && item.isWaiting;
    case 'ended':
      return item.isEnded;
    default:
      return assertNever(view);
  }
}

type Comparer = (one: QueueItem, other: QueueItem) => number;

const rank = { high: 0, normal: 1, low: 2 } as const;
// Equal moments fall back to the id, so that an order is the same everywhere.
const byId: Comparer = (one, other) => (one.id < other.id ? -1 : 1);
const byChange: Comparer = (one, other) => other.changedAt - one.changedAt || byId(one, other);
const byAge: Comparer = (one, other) => one.openedAt - other.openedAt || byId(one, other);

const comparers: Readonly<Record<QueueOrder, Comparer>> = {
  changed: byChange,
  oldest: byAge,
  priority: (one, other) => rank[one.priority] - rank[other.priority] || byAge(one, other),
};
